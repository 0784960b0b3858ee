package org.lvsdirector.healthcheck.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.pool.Pools.VS;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What keepalived does not have: drain, slow_start, panic_threshold. */
class ExtensionsTest {
  private static final String A = "[10.0.0.2]:tcp:80";
  private static final String B = "[10.0.0.3]:tcp:80";
  private static final String C = "[10.0.0.4]:tcp:80";
  private static final String SORRY = "[10.0.0.9]:tcp:80";

  private static ServerPolicy server(String name) {
    return ServerPolicy.of(name, 100);
  }

  @Test
  void drainedServerStaysAliveWithWeightZero() {
    var pool = Pools.start(PoolPolicy.of(VS, server(A), server(B)));
    pool.drain(A, true);
    assertThat(pool.server(A).alive()).isTrue();
    assertThat(pool.server(A).weight()).isZero();
    assertThat(pool.told()).isEmpty();
    pool.drain(A, false);
    assertThat(pool.server(A).weight()).isEqualTo(100);
  }

  @Test
  void drainingTwiceSaysItOnce() {
    var pool = Pools.start(PoolPolicy.of(VS, server(A), server(B)));
    pool.drain(A, true);
    assertThat(pool.logged()).hasSize(1);
    pool.drain(A, true);
    assertThat(pool.logged()).isEmpty();
  }

  @Test
  void drainingTheLastServerHandsOverToTheSorryServer() {
    var pool = Pools.start(PoolPolicy.of(VS, server(A)).withSorry(SORRY, false));
    pool.drain(A, true);
    assertThat(pool.snapshot().sorryActive()).isTrue();
  }

  @Test
  void returningServerClimbsInTenSteps() {
    var pool =
        Pools.start(PoolPolicy.of(VS, server(A).withSlowStart(Duration.ofSeconds(100)), server(B)));
    assertThat(pool.server(A).weight()).as("no slow start at daemon start").isEqualTo(100);
    pool.fail(A);
    pool.pass(A);
    Instant back = pool.now;
    for (int step = 1; step <= 10; step++) {
      assertThat(pool.server(A).weight()).isEqualTo(step * 10L);
      if (step < 10) {
        Instant next = PoolRules.nextChange(pool.state, pool.now).orElseThrow();
        assertThat(next).isEqualTo(back.plusSeconds(10L * step));
        pool.now = next;
      }
    }
    assertThat(PoolRules.nextChange(pool.state, pool.now)).isEmpty();
  }

  @Test
  void climbingServerIsNeverWithoutWeight() {
    var slow = ServerPolicy.of(A, 1).withSlowStart(Duration.ofSeconds(10));
    var pool = Pools.start(PoolPolicy.of(VS, slow, server(B)));
    pool.fail(A);
    pool.pass(A);
    assertThat(pool.server(A).weight()).isEqualTo(1);
  }

  @Test
  void climbingWeightCountsFullyForQuorum() {
    var pool =
        Pools.start(
            PoolPolicy.of(VS, server(A).withSlowStart(Duration.ofSeconds(100))).withQuorum(100, 0));
    pool.fail(A);
    pool.pass(A);
    assertThat(pool.server(A).weight()).isEqualTo(10);
    assertThat(pool.snapshot().quorumUp()).isTrue();
  }

  @Test
  void panicKeepsServersThatWorkedBefore() {
    var pool =
        Pools.start(PoolPolicy.of(VS, server(A), server(B), server(C)).withPanicThreshold(50));
    pool.fail(A);
    assertThat(pool.snapshot().panic()).isFalse();
    assertThat(pool.server(A).serving()).isFalse();
    pool.fail(B);
    assertThat(pool.snapshot().panic()).isTrue();
    assertThat(pool.server(A).serving()).isTrue();
    assertThat(pool.server(A).alive()).isFalse();
    assertThat(pool.server(A).weight()).isEqualTo(100);
    assertThat(pool.logged()).anyMatch(line -> line.startsWith("Only 1 of 3 working servers"));
  }

  @Test
  void panicKeepsQuorumAndSparesTheSorryServer() {
    var pool =
        Pools.start(
            PoolPolicy.of(VS, server(A), server(B)).withSorry(SORRY, false).withPanicThreshold(40));
    pool.fail(A);
    pool.fail(B);
    assertThat(pool.snapshot().sorryActive()).isFalse();
    pool.pass(A);
    assertThat(pool.snapshot().panic()).isFalse();
    assertThat(pool.server(B).serving()).isFalse();
  }

  @Test
  void panicDoesNotLetUntestedServersIn() {
    var pool = Pools.startAlpha(PoolPolicy.of(VS, server(A), server(B)).withPanicThreshold(50));
    pool.fail(A);
    pool.fail(B);
    assertThat(pool.snapshot().panic()).isFalse();
    assertThat(pool.server(A).serving()).isFalse();
  }
}
