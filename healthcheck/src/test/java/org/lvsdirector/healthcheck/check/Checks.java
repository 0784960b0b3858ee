package org.lvsdirector.healthcheck.check;

import java.time.Duration;
import org.lvsdirector.healthcheck.check.CheckPolicy.Family;
import org.lvsdirector.healthcheck.check.CheckPolicy.Timing;

/** One checker in virtual time: feed it results, read the clock. */
final class Checks {
  static final Duration LOOP = Duration.ofSeconds(10);
  static final Duration RETRY = Duration.ofSeconds(2);
  static final Timing TIMING = new Timing(LOOP, RETRY, Duration.ofSeconds(4));

  final CheckPolicy policy;
  CheckState state;
  CheckStep step;

  /** When the next run starts, in virtual time since the first one started. */
  Duration clock = Duration.ZERO;

  Checks(CheckPolicy policy) {
    this.policy = policy;
    this.state = CheckState.atStart(policy);
    this.step = CheckStep.quiet(state, Duration.ZERO);
  }

  static CheckPolicy policy(Family family, int retry) {
    return CheckPolicy.of(family, TIMING, retry);
  }

  /** An up checker that has passed once, so that all its retries are ahead. */
  static Checks running(CheckPolicy policy) {
    var check = new Checks(policy);
    for (int i = 0; i < policy.urls(); i++) {
      check.pass();
    }
    check.clock = Duration.ZERO;
    return check;
  }

  CheckStep pass() {
    return pass(WeightAdvice.NONE, Duration.ZERO);
  }

  CheckStep pass(WeightAdvice advice, Duration took) {
    return feed(new CheckResult.Passed("ok", took, advice));
  }

  CheckStep fail() {
    return fail(Duration.ZERO);
  }

  CheckStep fail(Duration took) {
    return feed(new CheckResult.Failed("no", took));
  }

  CheckStep couldNot() {
    return feed(new CheckResult.CouldNotRun("no socket", Duration.ZERO));
  }

  private CheckStep feed(CheckResult result) {
    step = CheckRules.after(policy, state, result);
    state = step.next();
    clock = clock.plus(result.duration()).plus(step.delay());
    return step;
  }
}
