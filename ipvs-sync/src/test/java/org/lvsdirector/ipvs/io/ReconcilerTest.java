package org.lvsdirector.ipvs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.ipvs.io.RecordingListener.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;

class ReconcilerTest {
  private static final ServiceKey WEB = key(1);
  private static final ServiceKey MAIL = key(2);
  private static final ServiceKey FOREIGN = key(200);
  private static final Reconciler.Pace RARE =
      new Reconciler.Pace(Duration.ofHours(1), Duration.ofMillis(1), Duration.ofMillis(20));
  private static final Reconciler.Pace OFTEN = RARE.withDriftInterval(Duration.ofMillis(10));

  private final RecordingListener listener = new RecordingListener();
  private FakeIpvs ipvs = new FakeIpvs();
  private Reconciler reconciler = new Reconciler(ipvs, listener, RARE);

  @AfterEach
  void stopReconciler() throws LinuxException {
    ipvs.outage(Optional.empty());
    reconciler.close();
  }

  @Test
  void theTableIsMadeAsWanted() throws Exception {
    IpvsTable table = table(pool(WEB, 2, 3), pool(MAIL, 4));
    want(table);
    awaitTable(table);
    awaitRound();
    assertThat(reconciler.snapshot().problems()).isEmpty();
    assertThat(reconciler.snapshot().lastSuccess()).isPresent();
    assertThat(listener.told()).first().isEqualTo("add service [10.0.0.1]:tcp:80");
  }

  @Test
  void aChangeIsMadeWithoutReadingTheWholeTableAgain() throws Exception {
    want(table(pool(WEB, 2), pool(MAIL, 4)));
    reconciler.settled();
    awaitTable(table(pool(WEB, 2), pool(MAIL, 4)));
    IpvsTable changed = table(pool(WEB, 3), pool(MAIL, 4));
    want(changed);
    awaitTable(changed);
    assertThat(ipvs.calls()).containsOnlyOnce("dump").contains("dump 1");
    assertThat(ipvs.changes())
        .endsWith(
            new IpvsChange.NewDestination(WEB, server(3, 1)),
            new IpvsChange.DelDestination(WEB, server(2, 1).key()));
  }

  @Test
  void adoptionAfterARestartSendsNothing() throws Exception {
    IpvsTable table = table(pool(WEB, 2, 3), pool(MAIL, 4));
    use(new FakeIpvs(table), RARE);
    want(table);
    reconciler.settled();
    awaitRound();
    assertThat(ipvs.changes()).isEmpty();
  }

  @Test
  void nothingIsTakenAwayBeforeHealthIsKnown() throws Exception {
    use(new FakeIpvs(table(pool(WEB, 2, 3), pool(MAIL, 4), pool(FOREIGN, 9))), RARE);
    IpvsTable unsure = table(new IpvsPool(service(WEB), List.of(server(7, 1))));
    reconciler.want(unsure, Set.of(WEB, MAIL));
    awaitRound();
    assertThat(ipvs.changes()).isEmpty();
    reconciler.settled();
    awaitTable(table(new IpvsPool(service(WEB), List.of(server(7, 1))), pool(FOREIGN, 9)));
  }

  @Test
  void whatIsMissingIsAddedBeforeHealthIsKnown() throws Exception {
    use(new FakeIpvs(table(pool(WEB, 2))), RARE);
    reconciler.want(table(pool(WEB, 2, 3), pool(MAIL, 4)), Set.of(WEB, MAIL));
    awaitTable(table(pool(WEB, 2, 3), pool(MAIL, 4)));
  }

  @Test
  void foreignServicesAreLeftAlone() throws Exception {
    use(new FakeIpvs(table(pool(FOREIGN, 9))), RARE);
    want(table(pool(WEB, 2)));
    reconciler.settled();
    awaitTable(table(pool(WEB, 2), pool(FOREIGN, 9)));
    reconciler.want(IpvsTable.empty(), Set.of());
    awaitTable(table(pool(FOREIGN, 9)));
    reconciler.stop(Reconciler.StopMode.REMOVE);
    assertThat(ipvs.table()).isEqualTo(table(pool(FOREIGN, 9)));
  }

  @Test
  void theServicesOfThePreviousConfigurationGo() throws Exception {
    want(table(pool(WEB, 2), pool(MAIL, 4)));
    reconciler.settled();
    awaitTable(table(pool(WEB, 2), pool(MAIL, 4)));
    want(table(pool(WEB, 2)));
    awaitTable(table(pool(WEB, 2)));
    ipvs.meddle(List.of(new IpvsChange.NewService(service(MAIL))));
    reconciler.check();
    awaitRound();
    assertThat(ipvs.table().keys()).as("no longer ours once it was removed").contains(MAIL);
  }

  @Test
  void driftIsRepairedAndToldWithWhatWasFound() throws Exception {
    use(new FakeIpvs(), OFTEN);
    IpvsTable table = table(pool(WEB, 2, 3));
    want(table);
    reconciler.settled();
    awaitTable(table);
    ipvs.meddle(List.of(new IpvsChange.DelDestination(WEB, server(2, 1).key())));
    awaitTable(table);
    await("drift is told", () -> !listener.drifts().isEmpty());
    assertThat(listener.drifts())
        .containsExactly(
            "drift: service [10.0.0.1]:tcp:80, destination 192.168.0.2:80: found missing, wanted"
                + " weight 1 DR");
    ipvs.flush();
    awaitTable(table);
    await("drift is told", () -> listener.drifts().size() == 2);
    assertThat(listener.drifts().getLast())
        .contains("found missing, wanted present with 2 destinations");
  }

  @Test
  void aTableThatIsAsItWasLeftIsOnlyLookedAt() throws Exception {
    IpvsTable table = table(pool(WEB, 2, 3), pool(MAIL, 4));
    use(new FakeIpvs(table(pool(FOREIGN, 9))), RARE);
    want(table);
    reconciler.settled();
    awaitTable(table(pool(WEB, 2, 3), pool(MAIL, 4), pool(FOREIGN, 9)));
    awaitRound();
    long dumps = dumps();
    for (int look = 0; look < 3; look++) {
      awaitRound();
    }
    assertThat(dumps()).isEqualTo(dumps);
    assertThat(ipvs.calls()).endsWith("holds", "holds", "holds");
    assertThat(reconciler.snapshot().problems()).isEmpty();
    ipvs.meddle(List.of(new IpvsChange.SetDestination(WEB, server(2, 9))));
    awaitRound();
    assertThat(ipvs.calls()).endsWith("holds", "dump", "apply");
    assertThat(listener.drifts())
        .containsExactly(
            "drift: service [10.0.0.1]:tcp:80, destination 192.168.0.2:80: found weight 9 DR,"
                + " wanted weight 1 DR");
    awaitRound();
    assertThat(ipvs.calls()).endsWith("holds");
  }

  @Test
  void anOwnedServiceThatIsNotWantedIsSeenByALook() throws Exception {
    reconciler.want(table(pool(WEB, 2)), Set.of(WEB, MAIL));
    reconciler.settled();
    awaitTable(table(pool(WEB, 2)));
    awaitRound();
    ipvs.meddle(List.of(new IpvsChange.NewService(service(MAIL))));
    awaitRound();
    assertThat(ipvs.table()).isEqualTo(table(pool(WEB, 2)));
  }

  @Test
  void beforeHealthIsKnownOrWhileAChangeIsRefusedTheTableIsRead() throws Exception {
    IpvsChange refused = new IpvsChange.NewDestination(WEB, server(2, 1));
    ipvs.refuse(refused, Errno.ERANGE);
    want(table(pool(WEB, 2, 3)));
    awaitRound();
    awaitRound();
    reconciler.settled();
    awaitRound();
    awaitRound();
    assertThat(ipvs.calls()).doesNotContain("holds");
  }

  @Test
  void anotherDriftIntervalCountsAtOnce() throws Exception {
    use(new FakeIpvs(), RARE);
    IpvsTable table = table(pool(WEB, 2, 3));
    want(table);
    reconciler.settled();
    awaitTable(table);
    awaitRound();
    ipvs.meddle(List.of(new IpvsChange.DelDestination(WEB, server(2, 1).key())));
    reconciler.driftInterval(Duration.ofMillis(100));
    awaitTable(table);
  }

  @Test
  void driftIsNoticedHoweverOftenOtherThingsChange() throws Exception {
    use(new FakeIpvs(), RARE.withDriftInterval(Duration.ofMillis(100)));
    want(table(pool(WEB, 2, 3), pool(MAIL, 4)));
    reconciler.settled();
    awaitTable(table(pool(WEB, 2, 3), pool(MAIL, 4)));
    ipvs.meddle(List.of(new IpvsChange.DelDestination(WEB, server(2, 1).key())));
    AtomicInteger host = new AtomicInteger(4);
    await(
        "drift is told",
        () -> {
          want(table(pool(WEB, 2, 3), pool(MAIL, host.updateAndGet(last -> 9 - last))));
          return !listener.drifts().isEmpty();
        });
    assertThat(listener.drifts())
        .containsExactly(
            "drift: service [10.0.0.1]:tcp:80, destination 192.168.0.2:80: found missing, wanted"
                + " weight 1 DR");
  }

  @Test
  void theSameSettingsAgainAreNoReasonToLook() throws Exception {
    reconciler.wantSyncDaemons(Optional.of(Set.of()));
    want(table(pool(WEB, 2)));
    reconciler.settled();
    awaitTable(table(pool(WEB, 2)));
    await("a round is over", () -> reconciler.snapshot().current());
    long rounds = reconciler.snapshot().rounds();
    reconciler.wantTimeouts(Optional.empty());
    reconciler.wantSyncDaemons(Optional.of(Set.of()));
    reconciler.settled();
    assertThat(reconciler.snapshot().current()).isTrue();
    assertThat(reconciler.snapshot().rounds()).isEqualTo(rounds);
  }

  @Test
  void aWantedChangeIsNoDrift() throws Exception {
    want(table(pool(WEB, 2)));
    reconciler.settled();
    awaitTable(table(pool(WEB, 2)));
    want(table(pool(WEB, 3)));
    awaitTable(table(pool(WEB, 3)));
    awaitRound();
    assertThat(listener.drifts()).isEmpty();
  }

  @Test
  void anInterruptedBatchConverges() throws Exception {
    ipvs.dieAfter(2);
    IpvsTable table = table(pool(WEB, 2, 3), pool(MAIL, 4, 5));
    want(table);
    reconciler.settled();
    awaitTable(table);
    await("recovery is told", () -> listener.told().contains("recovered"));
    assertThat(listener.told())
        .anyMatch(line -> line.startsWith("failed: send to netlink socket: ENOBUFS"));
  }

  @Test
  void aRefusedChangeIsToldOnceAndTriedAgain() throws Exception {
    IpvsChange refused = new IpvsChange.NewDestination(WEB, server(2, 1));
    ipvs.refuse(refused, Errno.ERANGE);
    want(table(pool(WEB, 2, 3)));
    reconciler.settled();
    await(
        "it is tried a third time",
        () -> ipvs.changes().stream().filter(refused::equals).count() >= 3);
    assertThat(ipvs.table()).as("the other server is there").isEqualTo(table(pool(WEB, 3)));
    assertThat(listener.told())
        .filteredOn(line -> line.startsWith("failed"))
        .hasSize(1)
        .first()
        .asString()
        .contains("ERANGE", "lthreshold");
    ipvs.accept(refused);
    awaitTable(table(pool(WEB, 2, 3)));
    await("recovery is told", () -> listener.told().contains("recovered"));
    assertThat(listener.drifts()).isEmpty();
  }

  @Test
  void aRefusedChangeRemainsAProblemWhileOtherThingsChange() throws Exception {
    IpvsChange refused = new IpvsChange.NewDestination(WEB, server(2, 1));
    ipvs.refuse(refused, Errno.ERANGE);
    want(table(pool(WEB, 2, 3)));
    reconciler.settled();
    await("it is told", () -> !reconciler.snapshot().problems().isEmpty());
    for (int host = 4; host < 40; host++) {
      IpvsTable other = table(pool(WEB, 3), pool(MAIL, host));
      want(table(pool(WEB, 2, 3), pool(MAIL, host)));
      awaitTable(other);
    }
    assertThat(listener.told()).doesNotContain("recovered");
    assertThat(listener.told()).filteredOn(line -> line.startsWith("failed")).hasSize(1);
    ipvs.accept(refused);
    await("recovery is told", () -> listener.told().contains("recovered"));
    await("no problem is left", () -> reconciler.snapshot().problems().isEmpty());
  }

  @Test
  void anOutageOfTheKernelEnds() throws Exception {
    ipvs.outage(Optional.of(Errno.ENOENT));
    want(table(pool(WEB, 2)));
    await("the outage is told", () -> !listener.told().isEmpty());
    await("it is tried again", () -> ipvs.calls().size() > 5);
    ipvs.outage(Optional.empty());
    awaitTable(table(pool(WEB, 2)));
  }

  @Test
  void aStopRemovesWhatIsOurs() throws Exception {
    use(new FakeIpvs(table(pool(FOREIGN, 9))), RARE);
    want(table(pool(WEB, 2), pool(MAIL, 4)));
    awaitTable(table(pool(FOREIGN, 9), pool(WEB, 2), pool(MAIL, 4)));
    reconciler.stop(Reconciler.StopMode.REMOVE);
    assertThat(ipvs.table()).isEqualTo(table(pool(FOREIGN, 9)));
  }

  @Test
  void aStopCanKeepEverythingOrFlush() throws Exception {
    want(table(pool(WEB, 2)));
    awaitTable(table(pool(WEB, 2)));
    reconciler.stop(Reconciler.StopMode.KEEP);
    assertThat(ipvs.table()).isEqualTo(table(pool(WEB, 2)));
    use(new FakeIpvs(table(pool(FOREIGN, 9))), RARE);
    want(table(pool(WEB, 2)));
    awaitTable(table(pool(WEB, 2), pool(FOREIGN, 9)));
    reconciler.stop(Reconciler.StopMode.FLUSH);
    assertThat(ipvs.table()).isEqualTo(IpvsTable.empty());
  }

  @Test
  void timeoutsAreSetAndRestored() throws Exception {
    reconciler.wantTimeouts(Optional.of(new IpvsTimeouts(100, 0, 30)));
    want(IpvsTable.empty());
    await("timeouts are set", () -> timeouts().equals(new IpvsTimeouts(100, 120, 30)));
    reconciler.wantTimeouts(Optional.of(new IpvsTimeouts(0, 60, 30)));
    await("an unset member goes back", () -> timeouts().equals(new IpvsTimeouts(900, 60, 30)));
    reconciler.stop(Reconciler.StopMode.REMOVE);
    assertThat(timeouts()).isEqualTo(new IpvsTimeouts(900, 120, 300));
  }

  @Test
  void syncDaemonsFollowTheRole() throws Exception {
    SyncDaemon master = SyncDaemon.of(SyncDaemon.Role.MASTER, "eth0", 51);
    SyncDaemon backup = master.as(SyncDaemon.Role.BACKUP);
    reconciler.wantSyncDaemons(Optional.of(Set.of(backup)));
    want(IpvsTable.empty());
    await("the backup runs", () -> daemons().equals(List.of(backup)));
    reconciler.wantSyncDaemons(Optional.of(Set.of(master)));
    await("the master runs", () -> daemons().equals(List.of(master)));
    assertThat(ipvs.calls()).containsSubsequence("start BACKUP", "stop BACKUP", "start MASTER");
    reconciler.stop(Reconciler.StopMode.REMOVE);
    assertThat(daemons()).isEmpty();
  }

  @Test
  void syncDaemonsOfOthersAreLeftAlone() throws Exception {
    ipvs.startSyncDaemon(SyncDaemon.of(SyncDaemon.Role.MASTER, "eth1", 7));
    want(table(pool(WEB, 2)));
    awaitTable(table(pool(WEB, 2)));
    reconciler.stop(Reconciler.StopMode.REMOVE);
    assertThat(daemons()).hasSize(1);
  }

  private IpvsTimeouts timeouts() {
    try {
      return ipvs.timeouts();
    } catch (LinuxException e) {
      throw new AssertionError(e);
    }
  }

  private List<SyncDaemon> daemons() {
    try {
      return ipvs.syncDaemons();
    } catch (LinuxException e) {
      throw new AssertionError(e);
    }
  }

  private long dumps() {
    return ipvs.calls().stream().filter("dump"::equals).count();
  }

  private void use(FakeIpvs other, Reconciler.Pace pace) throws LinuxException {
    reconciler.close();
    ipvs = other;
    reconciler = new Reconciler(ipvs, listener, pace);
  }

  private void want(IpvsTable table) {
    reconciler.want(table, table.keys());
  }

  private void awaitTable(IpvsTable expected) throws InterruptedException {
    await("the table is " + expected, () -> ipvs.table().equals(expected));
  }

  private void awaitRound() throws InterruptedException {
    reconciler.check();
    await("a whole round is over", () -> reconciler.snapshot().current());
  }

  private static ServiceKey key(int host) {
    return new TransportService(Protocol.TCP, IpAddress.of("10.0.0." + host), 80);
  }

  private static IpvsService service(ServiceKey key) {
    return IpvsService.of(key, Scheduler.RR);
  }

  private static IpvsPool pool(ServiceKey key, int... hosts) {
    return new IpvsPool(
        service(key), java.util.Arrays.stream(hosts).mapToObj(host -> server(host, 1)).toList());
  }

  private static IpvsDestination server(int host, int weight) {
    return IpvsDestination.of(
        IpAddress.of("192.168.0." + host), 80, ForwardingMethod.DIRECT_ROUTE, weight);
  }

  private static IpvsTable table(IpvsPool... pools) {
    return IpvsTable.of(pools);
  }
}
