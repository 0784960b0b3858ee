package org.lvsdirector.healthcheck.check;

import java.time.Duration;
import java.util.Optional;
import org.lvsdirector.healthcheck.check.CheckPolicy.Timing;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.healthcheck.check.CheckState.UrlProgress;

/**
 * How HTTP_GET and SSL_GET walk their urls: one url per run, a verdict of "up" only after a whole
 * pass (reference, LVS 17.5).
 */
final class UrlRule {
  private UrlRule() {}

  static CheckStep passed(CheckPolicy policy, CheckState state, Passed result) {
    if (state.url().failing().isPresent()) {
      // The url that brought the server down answers again: now all of them have to.
      CheckState next = state.failing(0).at(UrlProgress.FIRST);
      return CheckStep.quiet(next, betweenUrls(policy, next));
    }
    int index = state.url().next() + 1;
    if (index >= policy.urls()) {
      return CheckRules.pass(policy, state.at(UrlProgress.FIRST), result);
    }
    // Until the first pass is complete one failure stays final, so the counter is refilled.
    int failures = state.hasRun() ? 0 : policy.retry();
    CheckState next =
        new CheckState(
            state.up(),
            state.hasRun(),
            failures,
            state.successes(),
            UrlProgress.at(index),
            state.weight());
    return CheckStep.quiet(next, betweenUrls(policy, next));
  }

  static CheckStep failed(CheckPolicy policy, CheckState state) {
    // keepalived marks the checker as run before it judges, so an alpha start fails silently.
    CheckState ran = state.ran();
    int index = state.url().next();
    if (!state.up()) {
      return stillDown(policy, ran, index);
    }
    if (state.failures() < policy.retry()) {
      return CheckRules.retry(policy, ran.at(UrlProgress.at(index)));
    }
    return CheckRules.declareDown(policy, ran.at(UrlProgress.stuckAt(index)));
  }

  /**
   * A failure while down. The url is remembered and polled alone. keepalived forgets a url that
   * fails in the recovery pass and, with fast_recovery, asks for it in a tight loop (reference, LVS
   * 34.14). Here a failure always waits: the longer delay for the url remembered, the retry delay
   * for one met in the recovery pass.
   */
  private static CheckStep stillDown(CheckPolicy policy, CheckState state, int index) {
    Timing timing = policy.timing();
    boolean remembered = state.url().failing().isPresent();
    CheckState next = state.declared(false, WeightAdvice.NONE);
    return new CheckStep(
        next.at(remembered ? UrlProgress.stuckAt(index) : UrlProgress.at(index)),
        remembered
            ? longer(timing.delayBeforeRetry(), timing.delayLoop())
            : timing.delayBeforeRetry(),
        Optional.empty(),
        policy.logAllFailures());
  }

  private static Duration betweenUrls(CheckPolicy policy, CheckState state) {
    boolean recovering = !state.hasRun() || (!state.up() && state.url().failing().isEmpty());
    return policy.fastRecovery() && recovering ? Duration.ZERO : policy.timing().delayLoop();
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
