package org.lvsdirector.healthcheck.check;

import java.time.Duration;

/**
 * The settings of one checker after inheritance, as far as its state machine needs them.
 *
 * @param family which rules apply
 * @param timing the delays between runs
 * @param retry failures of an up server that are forgiven before it is declared down, 0 or more
 * @param rise passes in a row a server needs to come back after a failure, 1 or more (ours;
 *     keepalived always takes 1)
 * @param alpha the checker starts down and must pass once
 * @param logAllFailures failures that are still forgiven are logged as well
 * @param urls number of urls an HTTP checker walks through, 1 for every other kind
 * @param fastRecovery no delay between urls while the checker recovers
 */
public record CheckPolicy(
    Family family,
    Timing timing,
    int retry,
    int rise,
    boolean alpha,
    boolean logAllFailures,
    int urls,
    boolean fastRecovery) {

  /** Kinds of checkers that share one set of rules. */
  public enum Family {
    /** TCP, UDP, PING, DNS: reference, LVS 11. */
    COMMON,
    /** SMTP retries whatever the state is: reference, LVS 11 and 10. */
    SMTP,
    /** HTTP and SSL walk a list of urls: reference, LVS 17.5. */
    URLS,
    /** MISC counts its period from start to start: reference, LVS 21. */
    SCRIPT,
    /** FILE and BFD are told, not timed; each report is final: reference, LVS 24, 25. */
    EVENT
  }

  /**
   * Delays between runs.
   *
   * @param delayLoop between runs while nothing is in doubt
   * @param delayBeforeRetry after a failure that is still forgiven
   * @param warmup the first run comes 1 s plus a random part of this after start or reload
   */
  public record Timing(Duration delayLoop, Duration delayBeforeRetry, Duration warmup) {}

  public CheckPolicy {
    if (retry < 0 || rise < 1 || urls < 1) {
      throw new IllegalArgumentException(
          "retry " + retry + ", rise " + rise + ", urls " + urls + ": expected at least 0, 1, 1");
    }
  }

  /** A policy with neither alpha nor extensions, checking one thing. */
  public static CheckPolicy of(Family family, Timing timing, int retry) {
    return new CheckPolicy(family, timing, retry, 1, false, false, 1, false);
  }

  /** The same with alpha mode on. */
  public CheckPolicy withAlpha() {
    return new CheckPolicy(family, timing, retry, rise, true, logAllFailures, urls, fastRecovery);
  }

  /** The same with another number of passes needed to come back. */
  public CheckPolicy withRise(int newRise) {
    return new CheckPolicy(
        family, timing, retry, newRise, alpha, logAllFailures, urls, fastRecovery);
  }

  /** The same for a list of urls. */
  public CheckPolicy withUrls(int count, boolean fast) {
    return new CheckPolicy(family, timing, retry, rise, alpha, logAllFailures, count, fast);
  }

  /** The same with forgiven failures logged too. */
  public CheckPolicy withAllFailuresLogged() {
    return new CheckPolicy(family, timing, retry, rise, alpha, true, urls, fastRecovery);
  }
}
