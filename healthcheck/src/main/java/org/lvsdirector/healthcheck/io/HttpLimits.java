package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import org.lvsdirector.healthcheck.io.HttpExchange.Phase;
import org.lvsdirector.parser.model.CheckTiming;

/**
 * How long an HTTP or TLS check may wait, read by read (keepalived reference, LVS 17.2 and 17.6).
 *
 * @param step {@code connect_timeout}
 * @param whole limit of the whole run
 * @param tls whether each phase has one limit for all its reads
 */
record HttpLimits(Duration step, Duration whole, boolean tls) {
  /**
   * keepalived renews the limit with each read, so a server that trickles is never given up. Here
   * the whole run ends after two limits and one period at the latest.
   */
  static HttpLimits plain(CheckTiming timing, Duration limit) {
    Duration period = timing.delayLoop();
    return new HttpLimits(
        limit, limit.multipliedBy(2).plus(period.compareTo(limit) > 0 ? period : limit), false);
  }

  /** Connection and handshake share one limit, the headers have one, the body has one. */
  static HttpLimits tls(Duration limit) {
    return new HttpLimits(limit, limit.multipliedBy(3), true);
  }

  /**
   * Nanoseconds that a read may wait now, zero or less if it is too late.
   *
   * @param phase how far the exchange has come
   * @param started when the run began
   * @param phaseStarted when the phase began
   * @param now all three on the monotonic clock
   */
  long leftNanos(Phase phase, long started, long phaseStarted, long now) {
    long run = whole.toNanos() - (now - started);
    if (!tls) {
      return Math.min(step.toNanos(), run);
    }
    long since = phase == Phase.HANDSHAKE || phase == Phase.CONNECTING ? started : phaseStarted;
    return Math.min(step.toNanos() - (now - since), run);
  }
}
