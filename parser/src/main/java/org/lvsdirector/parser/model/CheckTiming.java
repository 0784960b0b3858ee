package org.lvsdirector.parser.model;

import java.time.Duration;

/**
 * When and how often a checker runs, and how many results it takes to change its mind; inherited
 * checker → real server → virtual server → built-in (keepalived reference, LVS 8).
 *
 * @param delayLoop {@code delay_loop}, from 1 µs, default 60 s
 * @param retry {@code retry}, unsigned 32 bits, default 1 (MISC 0, DNS 3): further attempts before
 *     it counts as failed
 * @param delayBeforeRetry {@code delay_before_retry}, default 1 s (HTTP and SSL 3 s, DNS its
 *     delay_loop)
 * @param warmup {@code warmup}, default delay_loop: bound of the random delay before the first run
 * @param alpha {@code alpha}: starts as failed
 * @param logAllFailures {@code log_all_failures}, or checker_log_all_failures
 * @param rise {@code @lvs_director rise}, 1..1000, default 1: successes needed to come back
 */
public record CheckTiming(
    Duration delayLoop,
    long retry,
    Duration delayBeforeRetry,
    Duration warmup,
    boolean alpha,
    boolean logAllFailures,
    int rise) {
  /** What a TCP_CHECK has when nothing is written. */
  public static final CheckTiming DEFAULT =
      new CheckTiming(
          Duration.ofMinutes(1), 1, Duration.ofSeconds(1), Duration.ofMinutes(1), false, false, 1);

  /** The same with another {@code delay_loop}; warmup is not touched. */
  public CheckTiming withDelayLoop(Duration value) {
    return new CheckTiming(value, retry, delayBeforeRetry, warmup, alpha, logAllFailures, rise);
  }

  /** The same with another {@code retry}. */
  public CheckTiming withRetry(long value) {
    return new CheckTiming(delayLoop, value, delayBeforeRetry, warmup, alpha, logAllFailures, rise);
  }

  /** The same with another {@code delay_before_retry}. */
  public CheckTiming withDelayBeforeRetry(Duration value) {
    return new CheckTiming(delayLoop, retry, value, warmup, alpha, logAllFailures, rise);
  }

  /** The same with another {@code warmup}. */
  public CheckTiming withWarmup(Duration value) {
    return new CheckTiming(delayLoop, retry, delayBeforeRetry, value, alpha, logAllFailures, rise);
  }

  /** The same with another {@code alpha}. */
  public CheckTiming withAlpha(boolean value) {
    return new CheckTiming(delayLoop, retry, delayBeforeRetry, warmup, value, logAllFailures, rise);
  }

  /** The same with another {@code log_all_failures}. */
  public CheckTiming withLogAllFailures(boolean value) {
    return new CheckTiming(delayLoop, retry, delayBeforeRetry, warmup, alpha, value, rise);
  }

  /** The same with another {@code rise}. */
  public CheckTiming withRise(int value) {
    return new CheckTiming(
        delayLoop, retry, delayBeforeRetry, warmup, alpha, logAllFailures, value);
  }
}
