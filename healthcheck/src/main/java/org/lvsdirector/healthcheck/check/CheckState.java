package org.lvsdirector.healthcheck.check;

import java.util.OptionalInt;

/**
 * What is remembered about one checker between runs.
 *
 * @param up the recorded verdict
 * @param hasRun a verdict was reached at least once since the checker was made
 * @param failures failures in a row not yet declared; preset to {@code retry} at start, so that the
 *     very first failure is final (reference, LVS 10)
 * @param successes passes in a row while down, for {@code rise}
 * @param url where an HTTP checker stands in its list
 * @param weight the last word on the weight
 */
public record CheckState(
    boolean up, boolean hasRun, int failures, int successes, UrlProgress url, WeightAdvice weight) {

  /**
   * Position in a list of urls.
   *
   * @param next index of the url the next run asks for
   * @param failing index of the url that brought the checker down, while it has not recovered
   */
  public record UrlProgress(int next, OptionalInt failing) {
    static final UrlProgress FIRST = new UrlProgress(0, OptionalInt.empty());

    static UrlProgress at(int index) {
      return new UrlProgress(index, OptionalInt.empty());
    }

    static UrlProgress stuckAt(int index) {
      return new UrlProgress(index, OptionalInt.of(index));
    }
  }

  /** The state of a checker at daemon start: up unless alpha, one failure from the verdict. */
  public static CheckState atStart(CheckPolicy policy) {
    return fresh(policy, !policy.alpha());
  }

  /**
   * The state of a checker that a reload added to a real server that was known before: beside
   * failed checkers an alpha checker starts down, otherwise it starts up (reference, LVS 27.4).
   *
   * @param siblingFailed whether some checker carried over from before is down
   */
  public static CheckState addedByReload(CheckPolicy policy, boolean siblingFailed) {
    return fresh(policy, !(policy.alpha() && siblingFailed));
  }

  private static CheckState fresh(CheckPolicy policy, boolean up) {
    int preset = policy.family() == CheckPolicy.Family.SMTP ? 0 : policy.retry();
    return new CheckState(up, false, preset, 0, UrlProgress.FIRST, WeightAdvice.NONE);
  }

  /**
   * This state handed to the checker that replaces this one after a reload (reference, LVS 27.4).
   *
   * @param policy the settings of the new checker
   */
  public CheckState carriedTo(CheckPolicy policy) {
    if (!hasRun) {
      CheckState start = fresh(policy, up);
      return new CheckState(up, false, start.failures, 0, url(policy), weight);
    }
    // Our rules never read the counter of a down checker, so keepalived's retry+1 marker for it is
    // not kept.
    return new CheckState(
        up, true, Math.min(failures, policy.retry()), successes, url(policy), weight);
  }

  private UrlProgress url(CheckPolicy policy) {
    return url.next() < policy.urls() ? url : UrlProgress.FIRST;
  }

  CheckState failing(int count) {
    return new CheckState(up, hasRun, count, 0, url, weight);
  }

  CheckState rising(int count) {
    return new CheckState(up, hasRun, 0, count, url, weight);
  }

  /** The same object if nothing changes: nearly every check of a healthy server. */
  CheckState declared(boolean nowUp, WeightAdvice advice) {
    if (hasRun && nowUp == up && failures == 0 && successes == 0 && advice.equals(weight)) {
      return this;
    }
    return new CheckState(nowUp, true, 0, 0, url, advice);
  }

  CheckState at(UrlProgress progress) {
    return new CheckState(up, hasRun, failures, successes, progress, weight);
  }

  CheckState ran() {
    return new CheckState(up, true, failures, successes, url, weight);
  }
}
