package org.lvsdirector.healthcheck.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.pool.Pools.ALPHA;
import static org.lvsdirector.healthcheck.pool.Pools.STRICT;
import static org.lvsdirector.healthcheck.pool.Pools.VS;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.check.WeightAdvice;
import org.lvsdirector.healthcheck.pool.PoolPolicy.Notices;
import org.lvsdirector.parser.model.ScriptCommand;

/** Keepalived reference, LVS 11.1 to 15 and 26: one method per rule. */
class LvsSection11To15Test {
  private static final String A = "[10.0.0.2]:tcp:80";
  private static final String B = "[10.0.0.3]:tcp:80";
  private static final String SORRY = "[10.0.0.9]:tcp:80";

  private static ServerPolicy a(long weight) {
    return ServerPolicy.of(A, weight);
  }

  private static ServerPolicy b(long weight) {
    return ServerPolicy.of(B, weight);
  }

  private static Notices omega(boolean omega) {
    return new Notices(Optional.empty(), Optional.empty(), false, true, false, omega);
  }

  @Test
  void serversStartAliveAndQuorumIsAnnounced() {
    var pool = Pools.start(PoolPolicy.of(VS, a(5), b(3)));
    assertThat(pool.server(A).alive()).isTrue();
    assertThat(pool.snapshot().quorumUp()).isTrue();
    assertThat(pool.told()).containsExactly("fifo VS [10.0.0.1]:tcp:80 UP");
    assertThat(pool.logged())
        .containsExactly("Starting with quorum up 1+0=1 <= 8 for VS [10.0.0.1]:tcp:80");
  }

  @Test
  void initNotifiesAnnouncesServersThatStartAlive() {
    var notices = new Notices(Optional.empty(), Optional.empty(), false, true, true, false);
    var pool = Pools.start(PoolPolicy.of(VS, a(1)).withNotices(notices));
    assertThat(pool.told())
        .containsExactly("fifo RS " + A + " " + VS + " UP", "fifo VS " + VS + " UP");
  }

  @Test
  void serverWithoutCheckersIsAlwaysAlive() {
    var pool = Pools.start(PoolPolicy.of(VS, a(1)), Map.of());
    assertThat(pool.server(A).alive()).isTrue();
  }

  @Test
  void alphaPoolWithoutSorryServerStartsSilently() {
    var pool = Pools.startAlpha(PoolPolicy.of(VS, a(1)));
    assertThat(pool.effects).isEmpty();
    assertThat(pool.snapshot().quorumUp()).isFalse();
  }

  @Test
  void alphaPoolWithSorryServerStartsWithALoss() {
    var pool = Pools.startAlpha(PoolPolicy.of(VS, a(1)).withSorry(SORRY, false));
    assertThat(pool.snapshot().sorryActive()).isTrue();
    assertThat(pool.told()).containsExactly("fifo VS " + VS + " DOWN");
    assertThat(pool.logged())
        .containsExactly(
            "Starting with quorum down 1-0=1 > 0 for VS " + VS,
            "Adding sorry server " + SORRY + " to VS " + VS);
  }

  @Test
  void alphaServerJoinsWithItsFirstSuccess() {
    var pool = Pools.startAlpha(PoolPolicy.of(VS, a(1)));
    pool.pass(A);
    assertThat(pool.server(A).alive()).isTrue();
    assertThat(pool.told())
        .containsExactly("fifo RS " + A + " " + VS + " UP", "fifo VS " + VS + " UP");
  }

  @Test
  void eachFailingAlphaCheckerAnnouncesADeadServer() {
    var pool = Pools.start(PoolPolicy.of(VS, a(1)), Map.of(A, List.of(ALPHA, ALPHA)));
    pool.fail(A, 0);
    assertThat(pool.told()).containsExactly("fifo RS " + A + " " + VS + " DOWN");
    pool.fail(A, 1);
    assertThat(pool.told()).containsExactly("fifo RS " + A + " " + VS + " DOWN");
  }

  @Test
  void serverIsAliveOnlyWhileAllItsCheckersPass() {
    var pool = Pools.start(PoolPolicy.of(VS, a(1)), Map.of(A, List.of(STRICT, STRICT)));
    pool.fail(A, 0);
    assertThat(pool.server(A).alive()).isFalse();
    pool.fail(A, 1);
    assertThat(pool.told()).isEmpty();
    pool.pass(A, 0, WeightAdvice.NONE);
    assertThat(pool.server(A).alive()).isFalse();
    assertThat(pool.server(A).failedCheckers()).isEqualTo(1);
    pool.pass(A, 1, WeightAdvice.NONE);
    assertThat(pool.server(A).alive()).isTrue();
  }

  @Test
  void notificationsComeInKeepalivedsOrder() {
    var notices =
        new Notices(
            Optional.of(ScriptCommand.of("/qup")),
            Optional.of(ScriptCommand.of("/qdown")),
            true,
            true,
            false,
            false);
    var policy =
        PoolPolicy.of(
                VS,
                a(1).withAlerts().withScripts(ScriptCommand.of("/up"), ScriptCommand.of("/down")))
            .withNotices(notices);
    var pool = Pools.start(policy);
    pool.pass(A);
    pool.fail(A);
    assertThat(pool.told())
        .containsExactly(
            "script /down",
            "fifo RS " + A + " " + VS + " DOWN",
            "script /qdown",
            "fifo VS " + VS + " DOWN",
            "mail Virtualserver " + VS + " - DOWN | => Lost quorum 1+0=1 <= 0 <=",
            "mail Realserver "
                + A
                + " of virtual server "
                + VS
                + " - DOWN | => TCP CHECK failed on service <=");
    pool.pass(A);
    assertThat(pool.told())
        .containsExactly(
            "script /up",
            "fifo RS " + A + " " + VS + " UP",
            "script /qup",
            "fifo VS " + VS + " UP",
            "mail Virtualserver " + VS + " - UP | => Gained quorum 1+0=1 <= 1 <=",
            "mail Realserver "
                + A
                + " of virtual server "
                + VS
                + " - UP | => TCP CHECK succeed on service <=");
  }

  @Test
  void everyCheckerChangeIsMailedUnlessSwitchedOff() {
    var mailing = Pools.start(PoolPolicy.of(VS, a(1).withAlerts(), b(1)), twoOn(A));
    mailing.fail(A, 0);
    mailing.fail(A, 1);
    assertThat(mailing.told()).singleElement().asString().contains("mail Realserver");

    var quiet = new Notices(Optional.empty(), Optional.empty(), false, false, false, false);
    var silent =
        Pools.start(PoolPolicy.of(VS, a(1).withAlerts(), b(1)).withNotices(quiet), twoOn(A));
    silent.fail(A, 0);
    assertThat(silent.told()).hasSize(2);
    silent.fail(A, 1);
    assertThat(silent.told()).isEmpty();
  }

  private static Map<String, List<org.lvsdirector.healthcheck.check.CheckPolicy>> twoOn(
      String server) {
    return Map.of(server, List.of(STRICT, STRICT));
  }

  @Test
  void weightIsConfiguredPlusWhatCheckersAdd() {
    var pool = Pools.start(PoolPolicy.of(VS, a(5), b(1)), twoOn(A));
    pool.pass(A, 0, new WeightAdvice.Add(6));
    pool.pass(A, 1, new WeightAdvice.Add(-3));
    assertThat(pool.server(A).weight()).isEqualTo(8);
  }

  @Test
  void weightIsClampedToWhatTheKernelTakes() {
    var pool = Pools.start(PoolPolicy.of(VS, a(5), b(1)));
    pool.pass(A, 0, new WeightAdvice.Add(-8));
    assertThat(pool.server(A).weight()).isZero();
    assertThat(pool.server(A).alive()).isTrue();
    pool.pass(A, 0, new WeightAdvice.Add(Long.MAX_VALUE / 4));
    assertThat(pool.server(A).weight()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aliveServerOfWeightZeroAddsNothingToQuorum() {
    var pool = Pools.start(PoolPolicy.of(VS, a(5)));
    pool.pass(A, 0, new WeightAdvice.Exactly(0));
    assertThat(pool.snapshot().quorumUp()).isFalse();
    assertThat(pool.server(A).alive()).isTrue();
  }

  @Test
  void quorumIsGainedAboveAndLostBelowTheHysteresis() {
    var pool = Pools.start(PoolPolicy.of(VS, a(5), b(3)).withQuorum(4, 1));
    pool.fail(A);
    assertThat(pool.snapshot().quorumUp()).as("3 >= 4-1").isTrue();
    pool.fail(B);
    assertThat(pool.snapshot().quorumUp()).isFalse();
    assertThat(pool.logged()).contains("Lost quorum 4-1=3 > 0 for VS " + VS);
    pool.pass(B);
    assertThat(pool.snapshot().quorumUp()).as("3 < 4+1").isFalse();
    pool.pass(A);
    assertThat(pool.snapshot().quorumUp()).isTrue();
    assertThat(pool.logged()).contains("Gained quorum 4+1=5 <= 8 for VS " + VS);
  }

  @Test
  void noLiveWeightAlwaysLosesQuorum() {
    var pool = Pools.start(PoolPolicy.of(VS, a(1)).withQuorum(2, 5));
    pool.fail(A);
    assertThat(pool.snapshot().quorumUp()).isFalse();
  }

  @Test
  void allWeightsZeroDoNotWrapTheHysteresis() {
    var pool = Pools.start(PoolPolicy.of(VS, a(0)).withQuorum(0, 4_294_967_295L));
    assertThat(pool.snapshot().quorumUp()).isFalse();
    pool.pass(A, 0, new WeightAdvice.Exactly(3));
    assertThat(pool.snapshot().quorumUp()).isTrue();
  }

  @Test
  void sorryServerServesWhileQuorumIsMissing() {
    var pool = Pools.start(PoolPolicy.of(VS, a(1), b(1)).withQuorum(2, 0).withSorry(SORRY, false));
    assertThat(pool.snapshot().sorryActive()).isFalse();
    pool.fail(A);
    assertThat(pool.snapshot().sorryActive()).isTrue();
    assertThat(pool.server(B).alive()).isTrue();
    assertThat(pool.logged())
        .containsExactly(
            "Removing service " + A + " from VS " + VS,
            "Lost quorum 2-0=2 > 1 for VS " + VS,
            "Removing alive servers from the pool for VS " + VS,
            "Adding sorry server " + SORRY + " to VS " + VS);
    pool.pass(A);
    assertThat(pool.snapshot().sorryActive()).isFalse();
    assertThat(pool.logged())
        .endsWith(
            "Removing sorry server " + SORRY + " from VS " + VS,
            "Adding alive servers to the pool for VS " + VS);
  }

  @Test
  void inhibitedServersAreDisabledInsteadOfRemoved() {
    var pool = Pools.start(PoolPolicy.of(VS, a(1).withInhibit(), b(1)));
    pool.fail(A);
    assertThat(pool.logged()).containsExactly("Disabling service " + A + " from VS " + VS);
    pool.pass(A);
    assertThat(pool.logged()).containsExactly("Enabling service " + A + " to VS " + VS);
  }

  @Test
  void stopIsSilentWithoutOmega() {
    var pool = Pools.start(PoolPolicy.of(VS, a(1)));
    assertThat(PoolRules.stopped(pool.state, true, Instant.EPOCH)).isEmpty();
  }

  @Test
  void omegaAnnouncesTheEnd() {
    var pool = Pools.start(PoolPolicy.of(VS, a(1).withAlerts()).withNotices(omega(true)));
    assertThat(Pools.told(PoolRules.stopped(pool.state, true, Instant.EPOCH)))
        .containsExactly(
            "fifo RS " + A + " " + VS + " DOWN",
            "mail Realserver " + A + " of virtual server " + VS + " - DOWN | => Shutting down <=",
            "fifo VS " + VS + " DOWN");
  }

  @Test
  void flushOnStopDoesNotWalkTheServers() {
    var pool = Pools.start(PoolPolicy.of(VS, a(1)).withNotices(omega(true)));
    assertThat(Pools.told(PoolRules.stopped(pool.state, false, Instant.EPOCH)))
        .containsExactly("fifo VS " + VS + " DOWN");
  }

  @Test
  void removalByReloadAlwaysAnnounces() {
    var pool = Pools.start(PoolPolicy.of(VS, a(1)));
    assertThat(Pools.told(PoolRules.removed(pool.state, Instant.EPOCH)))
        .containsExactly("fifo RS " + A + " " + VS + " DOWN", "fifo VS " + VS + " DOWN");
  }
}
