package org.lvsdirector.healthcheck.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.healthcheck.check.WeightAdvice;

/** The rules of keepalived reference, LVS 11.1 to 15 and 27.4, for one virtual server. */
public final class PoolRules {
  /** A returning server climbs to its weight in so many steps. */
  static final int RAMP_STEPS = 10;

  private PoolRules() {}

  /**
   * A virtual server at daemon start, or one that a reload brought.
   *
   * @param checks standings of the checkers by real server, in file order; a server without an
   *     entry has no checkers and counts as alive
   */
  public static PoolStep start(
      PoolPolicy policy, Map<ServerKey, List<Standing>> checks, Instant now) {
    var turn = new PoolTurn(policy, now);
    for (ServerPolicy server : policy.servers()) {
      turn.admit(server, checks.getOrDefault(server.key(), List.of()));
    }
    turn.evaluateQuorum(true);
    return turn.done();
  }

  /** A checker changed its mind, or confirmed it for the first time. */
  public static PoolStep checked(PoolState state, CheckNews news, Instant now) {
    var turn = new PoolTurn(state, now);
    turn.checked(news);
    return turn.done();
  }

  /** A checker kept its verdict and changed its word on the weight. */
  public static PoolStep advised(
      PoolState state, ServerKey server, int checker, WeightAdvice advice, Instant now) {
    var turn = new PoolTurn(state, now);
    turn.advised(server, checker, advice);
    turn.evaluateQuorum(false);
    return turn.done();
  }

  /** An operator takes a real server out, or puts it back. Unknown servers change nothing. */
  public static PoolStep drain(PoolState state, ServerKey server, boolean drained, Instant now) {
    var turn = new PoolTurn(state, now);
    turn.drain(server, drained);
    turn.evaluateQuorum(false);
    return turn.done();
  }

  /**
   * The same virtual server under new settings. Vanished real servers are announced as down, new
   * ones are admitted as at start, and quorum is judged once, on the new settings: keepalived
   * judges the old settings too and so announces a quorum loss that never was (reference, LVS
   * 34.15).
   *
   * @param checks standings of the new checkers, carried over where the checker is the same
   */
  public static PoolStep reload(
      PoolState old, PoolPolicy policy, Map<ServerKey, List<Standing>> checks, Instant now) {
    var turn = new PoolTurn(policy, now);
    turn.inherit(old);
    turn.dismissVanished(old);
    for (ServerPolicy server : policy.servers()) {
      RealServerState before = old.servers().get(server.key());
      List<Standing> standings = checks.getOrDefault(server.key(), List.of());
      if (before == null) {
        turn.admit(server, standings);
      } else {
        turn.keep(server, before.withChecks(standings));
      }
    }
    turn.evaluateQuorum(old.policy().sorry().isEmpty() && policy.sorry().isPresent());
    return turn.done();
  }

  /** A reload dropped this virtual server: whoever was up is announced as down. */
  public static List<PoolEffect> removed(PoolState state, Instant now) {
    var turn = new PoolTurn(state, now);
    turn.farewell(true, "Removing");
    return turn.done().effects();
  }

  /**
   * The daemon stops. Only {@code omega} makes that worth a word (reference, LVS 15).
   *
   * @param walkServers false under {@code lvs_flush_on_stop}, where real servers are not walked
   */
  public static List<PoolEffect> stopped(PoolState state, boolean walkServers, Instant now) {
    var turn = new PoolTurn(state, now);
    if (state.policy().notices().omega()) {
      turn.farewell(walkServers, "Shutting down");
    }
    return turn.done().effects();
  }

  /** What the pool looks like at this moment; only climbing weights depend on the moment. */
  public static PoolSnapshot snapshot(PoolState state, Instant now) {
    var servers = new ArrayList<PoolSnapshot.Server>();
    for (ServerPolicy policy : state.policy().servers()) {
      RealServerState server = serverOf(state, policy.key());
      servers.add(
          new PoolSnapshot.Server(
              policy.key(),
              server.alive(),
              serving(server, state.panic()),
              weight(policy, server, now),
              server.drained(),
              server.since(),
              (int) server.checks().stream().filter(c -> !c.up()).count()));
    }
    return new PoolSnapshot(
        state.policy().key(),
        state.quorumUp(),
        state.quorumSince(),
        state.sorryActive(),
        state.panic(),
        servers);
  }

  /** When the snapshot changes by itself: the next step of a climbing weight. */
  public static Optional<Instant> nextChange(PoolState state, Instant now) {
    return state.policy().servers().stream()
        .flatMap(policy -> nextStep(policy, serverOf(state, policy.key()), now).stream())
        .min(Instant::compareTo);
  }

  private static Optional<Instant> nextStep(
      ServerPolicy policy, RealServerState server, Instant now) {
    Duration step = policy.slowStart().dividedBy(RAMP_STEPS);
    return server
        .rampFrom()
        .filter(from -> stepsClimbed(policy, from, now) < RAMP_STEPS)
        .map(from -> from.plus(step.multipliedBy(stepsClimbed(policy, from, now))));
  }

  static boolean serving(RealServerState server, boolean panic) {
    return server.alive() || (panic && server.everAlive());
  }

  private static long weight(ServerPolicy policy, RealServerState server, Instant now) {
    long full = server.fullWeight(policy.weight());
    return server
        .rampFrom()
        .map(from -> Math.ceilDiv(full * stepsClimbed(policy, from, now), (long) RAMP_STEPS))
        .orElse(full);
  }

  /** 1 right after the return, 10 when the slow start is over. */
  private static int stepsClimbed(ServerPolicy policy, Instant from, Instant now) {
    Duration whole = policy.slowStart();
    Duration gone = Duration.between(from, now);
    if (whole.isZero() || gone.compareTo(whole) >= 0) {
      return RAMP_STEPS;
    }
    long steps = gone.isNegative() ? 0 : gone.dividedBy(whole.dividedBy(RAMP_STEPS));
    return (int) Math.min(RAMP_STEPS, steps + 1);
  }

  private static RealServerState serverOf(PoolState state, ServerKey key) {
    RealServerState server = state.servers().get(key);
    if (server == null) {
      throw new IllegalStateException("pool " + state.policy().key() + " has no state for " + key);
    }
    return server;
  }
}
