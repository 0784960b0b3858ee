package org.lvsdirector.ipvs.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

class IpvsDiffTest {
  private static final int SERVICES = 24;
  private static final ServiceKey KEY =
      new TransportService(Protocol.TCP, IpAddress.of("10.0.0.1"), 80);
  private static final IpvsService SERVICE = IpvsService.of(KEY, Scheduler.RR);

  static List<Long> seeds() {
    return java.util.stream.LongStream.range(0, 300).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void applyingTheChangesGivesTheWantedTable(long seed) {
    RandomTables random = new RandomTables(seed);
    IpvsTable actual = random.table(SERVICES);
    IpvsTable wanted = random.table(SERVICES);
    List<IpvsChange> changes = IpvsDiff.between(actual, wanted, actual.keys());
    assertThat(TableEditor.apply(actual, changes)).isEqualTo(wanted);
    assertThat(IpvsDiff.between(wanted, wanted, wanted.keys())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noPoolWithServersBeforeAndAfterIsWithoutOneInBetween(long seed) {
    RandomTables random = new RandomTables(seed);
    IpvsTable actual = random.table(SERVICES);
    IpvsTable wanted = random.table(SERVICES);
    Set<ServiceKey> watched = new HashSet<>(serving(actual));
    watched.retainAll(serving(wanted));
    IpvsTable table = actual;
    for (IpvsChange change : IpvsDiff.between(actual, wanted, actual.keys())) {
      table = TableEditor.apply(table, List.of(change));
      assertThat(serving(table))
          .as("seed %d after %s", seed, change.describe())
          .containsAll(watched);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void foreignServicesStayAsTheyAre(long seed) {
    RandomTables random = new RandomTables(seed);
    IpvsTable actual = random.table(SERVICES);
    IpvsTable wanted = random.table(SERVICES / 2);
    Set<ServiceKey> owned = Set.copyOf(RandomTables.keys(SERVICES).subList(0, SERVICES / 2));
    IpvsTable after = TableEditor.apply(actual, IpvsDiff.between(actual, wanted, owned));
    for (IpvsPool pool : actual.pools().values()) {
      if (!owned.contains(pool.key()) && !wanted.keys().contains(pool.key())) {
        assertThat(after.pool(pool.key())).contains(pool);
      }
    }
    assertThat(after.pools().values()).containsAll(wanted.pools().values());
  }

  @Test
  void aFreshServiceGetsItsServersAtOnce() {
    IpvsTable wanted = IpvsTable.of(new IpvsPool(SERVICE, List.of(server(2, 1), server(3, 5))));
    assertThat(IpvsDiff.between(IpvsTable.empty(), wanted, Set.of()))
        .containsExactly(
            new IpvsChange.NewService(SERVICE),
            new IpvsChange.NewDestination(KEY, server(2, 1)),
            new IpvsChange.NewDestination(KEY, server(3, 5)));
  }

  @Test
  void capacityComesBeforeItIsTakenAway() {
    IpvsTable actual =
        IpvsTable.of(new IpvsPool(SERVICE, List.of(server(2, 5), server(3, 1), server(4, 1))));
    IpvsService edited = SERVICE.withScheduler(Scheduler.WLC);
    IpvsTable wanted =
        IpvsTable.of(new IpvsPool(edited, List.of(server(2, 0), server(3, 2), server(5, 1))));
    assertThat(IpvsDiff.between(actual, wanted, Set.of()))
        .containsExactly(
            new IpvsChange.SetService(edited),
            new IpvsChange.SetDestination(KEY, server(3, 2)),
            new IpvsChange.NewDestination(KEY, server(5, 1)),
            new IpvsChange.SetDestination(KEY, server(2, 0)),
            new IpvsChange.DelDestination(KEY, server(4, 1).key()));
  }

  @Test
  void servicesGoLast() {
    ServiceKey gone = new TransportService(Protocol.TCP, IpAddress.of("10.0.0.9"), 80);
    IpvsTable actual =
        IpvsTable.of(
            new IpvsPool(IpvsService.of(gone, Scheduler.RR), List.of(server(2, 1))),
            new IpvsPool(SERVICE, List.of(server(2, 1))));
    IpvsTable wanted = IpvsTable.of(new IpvsPool(SERVICE, List.of(server(3, 1))));
    assertThat(IpvsDiff.between(actual, wanted, Set.of(gone)))
        .containsExactly(
            new IpvsChange.NewDestination(KEY, server(3, 1)),
            new IpvsChange.DelDestination(KEY, server(2, 1).key()),
            new IpvsChange.DelService(gone));
  }

  @Test
  void aDestinationTheKernelShowsAsLocalIsNotEditedForThat() {
    IpvsDestination local =
        IpvsDestination.of(IpAddress.of("192.168.0.2"), 80, ForwardingMethod.LOCAL, 1);
    IpvsTable actual = IpvsTable.of(new IpvsPool(SERVICE, List.of(local)));
    assertThat(
            IpvsDiff.between(
                actual, IpvsTable.of(new IpvsPool(SERVICE, List.of(server(2, 1)))), Set.of()))
        .isEmpty();
    assertThat(
            IpvsDiff.between(
                actual, IpvsTable.of(new IpvsPool(SERVICE, List.of(server(2, 7)))), Set.of()))
        .containsExactly(new IpvsChange.SetDestination(KEY, server(2, 7)));
  }

  @Test
  void anotherOrderOfServersIsNoChange() {
    IpvsTable one = IpvsTable.of(new IpvsPool(SERVICE, List.of(server(2, 1), server(3, 1))));
    IpvsTable other = IpvsTable.of(new IpvsPool(SERVICE, List.of(server(3, 1), server(2, 1))));
    assertThat(IpvsDiff.between(one, other, Set.of())).isEmpty();
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
  }

  private static IpvsDestination server(int host, int weight) {
    return IpvsDestination.of(
        IpAddress.of("192.168.0." + host), 80, ForwardingMethod.DIRECT_ROUTE, weight);
  }

  private static List<ServiceKey> serving(IpvsTable table) {
    return table.pools().values().stream()
        .filter(pool -> pool.destinations().stream().anyMatch(d -> d.weight() > 0))
        .map(IpvsPool::key)
        .toList();
  }
}
