package org.lvsdirector.ipvs.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.linux.io.LinuxException;

/** Which services a round looks at. */
class TableKeeperTest {
  private final FakeIpvs ipvs = new FakeIpvs();
  private final TableKeeper keeper = new TableKeeper(ipvs, new RecordingListener());

  @Test
  void whatIsOwnedAgainIsNoLongerPending() throws LinuxException {
    IpvsTable web = table(1);
    IpvsTable mail = table(2);
    round(web, web.keys());
    round(mail, mail.keys());
    assertThat(ipvs.calls()).as("the one that goes, and the new one").contains("dump 2");
    round(web, web.keys());
    int before = ipvs.calls().size();
    round(web, web.keys());
    assertThat(ipvs.calls().subList(before, ipvs.calls().size()))
        .as("only the one that waits to be removed")
        .containsExactly("dump 1");
  }

  @Test
  void theKeysOfATableAreOwnedLikeACopyOfThem() throws LinuxException {
    IpvsTable both = IpvsTable.of(pool(1), pool(2));
    IpvsTable one = IpvsTable.of(both.pool(key(1)).orElseThrow());
    round(both, both.keys());
    round(both, Set.copyOf(both.keys()));
    round(one, one.keys());
    keeper.release();
    assertThat(ipvs.table().size()).isZero();
  }

  private void round(IpvsTable wanted, Set<ServiceKey> owned) throws LinuxException {
    Goal goal = new Goal(wanted, owned, false, Optional.empty(), Optional.empty());
    TableKeeper.Outcome outcome = keeper.round(goal, false);
    assertThat(outcome.problems()).isEmpty();
  }

  private static IpvsTable table(int number) {
    return IpvsTable.of(pool(number));
  }

  private static IpvsPool pool(int number) {
    return new IpvsPool(IpvsService.of(key(number), Scheduler.RR), List.of());
  }

  private static ServiceKey key(int number) {
    return new TransportService(Protocol.TCP, IpAddress.of("10.0.0." + number), 80);
  }
}
