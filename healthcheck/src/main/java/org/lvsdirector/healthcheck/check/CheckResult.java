package org.lvsdirector.healthcheck.check;

import java.time.Duration;

/** The outcome of one run of a probe: a sentence for the operator and how long the run took. */
public sealed interface CheckResult {
  /** One sentence without a full stop, fit for a log line: what was seen, or what went wrong. */
  String sentence();

  /** From the start of the run to its end; never negative. */
  Duration duration();

  /**
   * The service answered as asked.
   *
   * @param weight the checker's word on the weight; {@link WeightAdvice#NONE} for most kinds
   */
  record Passed(String sentence, Duration duration, WeightAdvice weight) implements CheckResult {
    public Passed(String sentence, Duration duration) {
      this(sentence, duration, WeightAdvice.NONE);
    }
  }

  /**
   * The service did not answer, or answered wrongly.
   *
   * @param timedOut whether it was the clock that ended the run
   */
  record Failed(String sentence, Duration duration, boolean timedOut) implements CheckResult {
    public Failed(String sentence, Duration duration) {
      this(sentence, duration, false);
    }
  }

  /**
   * The check could not be made (no socket, no such interface, fork failed): it says nothing about
   * the service, so no state changes (reference, LVS 9).
   */
  record CouldNotRun(String sentence, Duration duration) implements CheckResult {}
}
