package org.lvsdirector.healthcheck.pool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One real server of a pool.
 *
 * @param alive the recorded state: all checkers pass
 * @param everAlive it was alive at some time, so its checkers are known to be able to pass
 * @param checks one standing per checker, in file order; all have to be up
 * @param drained an operator took it out: it keeps its connections with weight 0
 * @param since when {@code alive} last changed
 * @param rampFrom when it came back, while its weight still climbs
 */
public record RealServerState(
    boolean alive,
    boolean everAlive,
    List<Standing> checks,
    boolean drained,
    Instant since,
    Optional<Instant> rampFrom) {

  /** The largest weight the kernel takes. */
  public static final long MAX_WEIGHT = Integer.MAX_VALUE;

  public RealServerState {
    checks = List.copyOf(checks);
  }

  static RealServerState starting(List<Standing> checks, Instant now) {
    boolean alive = checks.stream().allMatch(Standing::up);
    return new RealServerState(alive, alive, checks, false, now, Optional.empty());
  }

  boolean passes() {
    return checks.stream().allMatch(Standing::up);
  }

  RealServerState with(int checker, Standing standing) {
    var changed = new ArrayList<>(checks);
    changed.set(checker, standing);
    return new RealServerState(alive, everAlive, changed, drained, since, rampFrom);
  }

  RealServerState withChecks(List<Standing> standings) {
    return new RealServerState(alive, everAlive, standings, drained, since, rampFrom);
  }

  RealServerState turned(boolean nowAlive, Instant now, boolean ramp) {
    return new RealServerState(
        nowAlive,
        everAlive || nowAlive,
        checks,
        drained,
        now,
        ramp ? Optional.of(now) : Optional.empty());
  }

  RealServerState withDrained(boolean nowDrained) {
    return new RealServerState(alive, everAlive, checks, nowDrained, since, rampFrom);
  }

  RealServerState withoutRamp() {
    return new RealServerState(alive, everAlive, checks, drained, since, Optional.empty());
  }

  /**
   * The weight this server should have once fully back: configured weight plus what its checkers
   * add, within what the kernel takes; 0 when drained (reference, LVS 12).
   */
  long fullWeight(long configured) {
    if (drained) {
      return 0;
    }
    long sum = configured;
    for (Standing check : checks) {
      sum += check.weight().contribution(configured);
    }
    return Math.clamp(sum, 0, MAX_WEIGHT);
  }
}
