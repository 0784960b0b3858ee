package org.lvsdirector.ipvs.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lvsdirector.ipvs.RandomTables;
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

class AdoptionTest {
  private static final ServiceKey KEY =
      new TransportService(Protocol.TCP, IpAddress.of("10.0.0.1"), 80);
  private static final IpvsService SERVICE = IpvsService.of(KEY, Scheduler.RR);

  static List<Long> seeds() {
    return LongStream.range(0, 200).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyServerThatServedServesOn(long seed) {
    RandomTables random = new RandomTables(seed);
    IpvsTable found = random.table(24);
    IpvsTable wanted = random.table(24);
    List<IpvsChange> changes =
        Adoption.harmless(IpvsDiff.between(found, wanted, found.keys()), found);
    IpvsTable after = TableEditor.apply(found, changes);
    for (IpvsPool pool : found.pools().values()) {
      List<IpvsDestination> now = after.pool(pool.key()).orElseThrow().destinations();
      for (IpvsDestination before : pool.destinations()) {
        assertThat(now)
            .as("seed %d, %s", seed, pool.key())
            .anyMatch(
                d -> d.key().equals(before.key()) && (d.weight() > 0 || before.weight() == 0));
      }
    }
  }

  @Test
  void aPoolThatWouldLoseAServerGetsNoSorryServerYet() {
    IpvsTable found = table(SERVICE, server(2, 5), server(3, 5));
    assertThat(harmless(found, table(SERVICE, server(9, 1)))).isEmpty();
    assertThat(harmless(found, table(SERVICE, server(2, 0), server(3, 5), server(9, 1)))).isEmpty();
  }

  @Test
  void settingsOfAServiceAndMoreServersAreNoLoss() {
    IpvsTable found = table(SERVICE, server(2, 5));
    IpvsService edited = SERVICE.withScheduler(Scheduler.WLC);
    assertThat(harmless(found, table(edited, server(2, 3), server(3, 5))))
        .containsExactly(
            new IpvsChange.SetService(edited),
            new IpvsChange.NewDestination(KEY, server(3, 5)),
            new IpvsChange.SetDestination(KEY, server(2, 3)));
  }

  private static List<IpvsChange> harmless(IpvsTable found, IpvsTable wanted) {
    return Adoption.harmless(IpvsDiff.between(found, wanted, Set.of()), found);
  }

  private static IpvsTable table(IpvsService service, IpvsDestination... servers) {
    return IpvsTable.of(new IpvsPool(service, List.of(servers)));
  }

  private static IpvsDestination server(int host, int weight) {
    return IpvsDestination.of(
        IpAddress.of("192.168.0." + host), 80, ForwardingMethod.DIRECT_ROUTE, weight);
  }
}
