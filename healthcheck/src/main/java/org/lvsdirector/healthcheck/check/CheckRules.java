package org.lvsdirector.healthcheck.check;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.lvsdirector.healthcheck.check.CheckPolicy.Family;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;

/** The rules of keepalived reference, LVS 10 and 11, for every family of checkers. */
public final class CheckRules {
  /** keepalived waits this long before any first run, on top of the warmup. */
  public static final Duration START_DELAY = Duration.ofSeconds(1);

  private static final Duration LEAST_DELAY = Duration.ofNanos(1_000);

  private CheckRules() {}

  /**
   * When a checker runs for the first time after start or reload: one second plus an evenly spread
   * part of its warmup.
   *
   * @param spread source of the spread; the caller owns randomness
   */
  public static Duration firstDelay(CheckPolicy policy, RandomGenerator spread) {
    long warmup = policy.timing().warmup().toNanos();
    return START_DELAY.plusNanos(warmup == 0 ? 0 : spread.nextLong(warmup + 1));
  }

  /** What one result means for one checker. */
  public static CheckStep after(CheckPolicy policy, CheckState state, CheckResult result) {
    return switch (result) {
      case CouldNotRun _ ->
          new CheckStep(state, policy.timing().delayLoop(), Optional.empty(), true);
      case Passed passed -> passed(policy, state, passed);
      case Failed failed -> failed(policy, state, failed);
    };
  }

  private static CheckStep passed(CheckPolicy policy, CheckState state, Passed result) {
    return switch (policy.family()) {
      case COMMON, SMTP, EVENT -> pass(policy, state, result);
      case URLS -> UrlRule.passed(policy, state, result);
      case SCRIPT -> fromStart(pass(policy, state, result), result);
    };
  }

  private static CheckStep failed(CheckPolicy policy, CheckState state, Failed result) {
    return switch (policy.family()) {
      case COMMON -> fail(policy, state);
      case EVENT -> declareDown(policy, state);
      case SMTP -> failSmtp(policy, state);
      case URLS -> UrlRule.failed(policy, state);
      case SCRIPT -> fromStart(fail(policy, state), result);
    };
  }

  /** A pass of any checker but HTTP: one is enough, unless {@code rise} asks for more. */
  static CheckStep pass(CheckPolicy policy, CheckState state, Passed result) {
    Duration delay = policy.timing().delayLoop();
    if (!state.up() && state.hasRun() && state.successes() + 1 < policy.rise()) {
      return CheckStep.quiet(state.rising(state.successes() + 1), delay);
    }
    CheckState next = state.declared(true, result.weight());
    boolean first = !state.hasRun();
    if (state.up() && !first) {
      return CheckStep.quiet(next, delay);
    }
    boolean changed = !state.up();
    boolean mail = changed || (first && policy.family() == Family.SCRIPT);
    Verdict verdict = new Verdict(true, changed, !changed && policy.alpha(), mail);
    return new CheckStep(next, delay, Optional.of(verdict), true);
  }

  private static CheckStep fail(CheckPolicy policy, CheckState state) {
    if (!state.up() && state.hasRun()) {
      return stayDown(policy, state);
    }
    return state.failures() >= policy.retry() ? declareDown(policy, state) : retry(policy, state);
  }

  /** SMTP counts from zero in each cycle and retries even while down. */
  private static CheckStep failSmtp(CheckPolicy policy, CheckState state) {
    if (state.failures() < policy.retry()) {
      return retry(policy, state);
    }
    return !state.up() && state.hasRun() ? stayDown(policy, state) : declareDown(policy, state);
  }

  private static CheckStep stayDown(CheckPolicy policy, CheckState state) {
    return new CheckStep(
        state.declared(false, WeightAdvice.NONE),
        policy.timing().delayLoop(),
        Optional.empty(),
        policy.logAllFailures());
  }

  static CheckStep retry(CheckPolicy policy, CheckState state) {
    return new CheckStep(
        state.failing(state.failures() + 1),
        policy.timing().delayBeforeRetry(),
        Optional.empty(),
        policy.logAllFailures());
  }

  static CheckStep declareDown(CheckPolicy policy, CheckState state) {
    boolean first = !state.hasRun();
    boolean changed = state.up();
    CheckState next = state.declared(false, WeightAdvice.NONE);
    Optional<Verdict> verdict =
        first || changed
            ? Optional.of(
                new Verdict(
                    false,
                    changed,
                    !changed && policy.family() != Family.EVENT,
                    changed || (first && policy.family() == Family.SCRIPT)))
            : Optional.empty();
    return new CheckStep(
        next, policy.timing().delayLoop(), verdict, verdict.isPresent() || policy.logAllFailures());
  }

  /** MISC periods run from start to start, so the time the script took is not added to them. */
  private static CheckStep fromStart(CheckStep step, CheckResult result) {
    Duration rest = step.delay().minus(result.duration());
    return step.withDelay(rest.compareTo(LEAST_DELAY) < 0 ? LEAST_DELAY : rest);
  }
}
