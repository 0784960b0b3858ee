package org.lvsdirector.ipvs.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ipvs.diff.TableEditor.Refusal;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;

/** The table refuses what the kernel refuses (keepalived reference, IPVS netlink 8). */
class TableEditorTest {
  private static final ServiceKey KEY =
      new TransportService(Protocol.TCP, IpAddress.of("10.0.0.1"), 80);
  private static final IpvsService SERVICE = IpvsService.of(KEY, Scheduler.RR);
  private static final IpvsDestination SERVER =
      IpvsDestination.of(IpAddress.of("192.168.0.2"), 80, ForwardingMethod.DIRECT_ROUTE, 1);
  private static final IpvsTable PRESENT = IpvsTable.of(new IpvsPool(SERVICE, List.of(SERVER)));

  @Test
  void whatExistsIsNotAddedAgain() {
    assertThat(refusal(PRESENT, new IpvsChange.NewService(SERVICE))).contains(Refusal.EXISTS);
    assertThat(refusal(PRESENT, new IpvsChange.NewDestination(KEY, SERVER)))
        .contains(Refusal.EXISTS);
  }

  @Test
  void whatIsMissingIsNeitherEditedNorDeleted() {
    IpvsTable none = IpvsTable.empty();
    IpvsTable bare = IpvsTable.of(new IpvsPool(SERVICE, List.of()));
    assertThat(refusal(none, new IpvsChange.SetService(SERVICE))).contains(Refusal.NO_SERVICE);
    assertThat(refusal(none, new IpvsChange.DelService(KEY))).contains(Refusal.NO_SERVICE);
    assertThat(refusal(none, new IpvsChange.NewDestination(KEY, SERVER)))
        .contains(Refusal.NO_SERVICE);
    assertThat(refusal(none, new IpvsChange.SetDestination(KEY, SERVER)))
        .contains(Refusal.NO_SERVICE);
    assertThat(refusal(none, new IpvsChange.DelDestination(KEY, SERVER.key())))
        .contains(Refusal.NO_SERVICE);
    assertThat(refusal(bare, new IpvsChange.SetDestination(KEY, SERVER)))
        .contains(Refusal.NO_DESTINATION);
    assertThat(refusal(bare, new IpvsChange.DelDestination(KEY, SERVER.key())))
        .contains(Refusal.NO_DESTINATION);
  }

  @Test
  void anotherFamilyNeedsATunnel() {
    IpvsDestination other =
        IpvsDestination.of(IpAddress.of("fd00::2"), 80, ForwardingMethod.DIRECT_ROUTE, 1);
    assertThat(refusal(PRESENT, new IpvsChange.NewDestination(KEY, other)))
        .contains(Refusal.INVALID);
    IpvsDestination tunnelled =
        IpvsDestination.of(IpAddress.of("fd00::2"), 80, ForwardingMethod.TUNNEL, 1);
    assertThat(refusal(PRESENT, new IpvsChange.NewDestination(KEY, tunnelled))).isEmpty();
  }

  @Test
  void theLowerThresholdStaysBelowTheUpper() {
    assertThat(refusal(PRESENT, new IpvsChange.SetDestination(KEY, SERVER.withThresholds(1, 2))))
        .contains(Refusal.OUT_OF_RANGE);
    assertThat(refusal(PRESENT, new IpvsChange.SetDestination(KEY, SERVER.withThresholds(2, 2))))
        .isEmpty();
  }

  @Test
  void clearingEmptiesTheTable() {
    TableEditor editor = new TableEditor(PRESENT);
    editor.clear();
    assertThat(editor.table()).isEqualTo(IpvsTable.empty());
  }

  private static Optional<Refusal> refusal(IpvsTable table, IpvsChange change) {
    return new TableEditor(table).apply(change);
  }
}
