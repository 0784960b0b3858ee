package org.lvsdirector.healthcheck.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.pool.Pools.VS;

import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.check.WeightAdvice;

/** Keepalived reference, LVS 27.4 and 34: pools across a reload. */
class ReloadTest {
  private static final String A = "[10.0.0.2]:tcp:80";
  private static final String B = "[10.0.0.3]:tcp:80";
  private static final String SORRY = "[10.0.0.9]:tcp:80";

  private static ServerPolicy server(String name) {
    return ServerPolicy.of(name, 1);
  }

  @Test
  void unchangedPoolSaysNothing() {
    var pool = Pools.start(PoolPolicy.of(VS, server(A), server(B)));
    pool.fail(B);
    PoolSnapshot before = pool.snapshot();
    pool.reload(pool.state.policy());
    assertThat(pool.effects).isEmpty();
    assertThat(pool.snapshot()).isEqualTo(before);
  }

  @Test
  void replacingTheOnlyServerDoesNotAnnounceAQuorumLoss() {
    var pool = Pools.start(PoolPolicy.of(VS, server(A)));
    pool.pass(A);
    pool.reload(PoolPolicy.of(VS, server(B)));
    assertThat(pool.told()).containsExactly("fifo RS " + A + " " + VS + " DOWN");
    assertThat(pool.snapshot().quorumUp()).isTrue();
  }

  @Test
  void lossThatIsRealIsAnnouncedOnce() {
    var pool = Pools.start(PoolPolicy.of(VS, server(A), server(B)));
    pool.fail(B);
    pool.reload(PoolPolicy.of(VS, server(B)));
    assertThat(pool.told())
        .containsExactly("fifo RS " + A + " " + VS + " DOWN", "fifo VS " + VS + " DOWN");
  }

  @Test
  void vanishedDeadServerIsNotAnnouncedAgain() {
    var pool = Pools.start(PoolPolicy.of(VS, server(A), server(B)));
    pool.fail(B);
    pool.reload(PoolPolicy.of(VS, server(A)));
    assertThat(pool.told()).isEmpty();
  }

  @Test
  void changedWeightIsTakenOverAtOnce() {
    var pool = Pools.start(PoolPolicy.of(VS, server(A)));
    pool.reload(PoolPolicy.of(VS, ServerPolicy.of(A, 7)));
    assertThat(pool.server(A).weight()).isEqualTo(7);
    assertThat(pool.effects).isEmpty();
  }

  @Test
  void weightSetByAScriptIsNotShiftedByANewConfiguredWeight() {
    var pool = Pools.start(PoolPolicy.of(VS, ServerPolicy.of(A, 5)));
    pool.pass(A, 0, new WeightAdvice.Exactly(10));
    pool.reload(PoolPolicy.of(VS, ServerPolicy.of(A, 7)));
    assertThat(pool.server(A).weight()).isEqualTo(10);
  }

  @Test
  void raisedQuorumThatIsNotMetIsLost() {
    var pool = Pools.start(PoolPolicy.of(VS, server(A), server(B)));
    pool.fail(B);
    pool.reload(PoolPolicy.of(VS, server(A), server(B)).withQuorum(2, 0).withSorry(SORRY, false));
    assertThat(pool.snapshot().sorryActive()).isTrue();
    assertThat(pool.told()).containsExactly("fifo VS " + VS + " DOWN");
  }

  @Test
  void drainOutlivesAReload() {
    var pool = Pools.start(PoolPolicy.of(VS, server(A), server(B)));
    pool.drain(A, true);
    pool.reload(PoolPolicy.of(VS, server(A), server(B)));
    assertThat(pool.server(A).drained()).isTrue();
    assertThat(pool.server(A).weight()).isZero();
  }
}
