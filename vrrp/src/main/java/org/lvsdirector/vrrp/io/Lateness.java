package org.lvsdirector.vrrp.io;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lvsdirector.vrrp.io.VrrpSnapshot.LatenessStatus;

/**
 * How late the loop wakes for its deadlines. On a JVM that is the first sign of a false takeover,
 * so it is measured on every wake and said above a quarter of the shortest advert interval.
 */
final class Lateness {
  private static final Duration RECENT = Duration.ofMinutes(1);

  private long wakes;
  private Duration last = Duration.ZERO;
  private Duration worst = Duration.ZERO;
  private Duration worstThisMinute = Duration.ZERO;
  private Duration worstLastMinute = Duration.ZERO;
  private Instant minuteEnd = Instant.MIN;
  private Instant saidUntil = Instant.MIN;

  /** Notes a wake-up; answers the lateness if it should be said (at most once a second). */
  Optional<Duration> woke(Instant deadline, Instant now, Duration shortestInterval) {
    Duration late = Duration.between(deadline, now);
    wakes++;
    last = late;
    if (!now.isBefore(minuteEnd)) {
      worstLastMinute = worstThisMinute;
      worstThisMinute = Duration.ZERO;
      minuteEnd = now.plus(RECENT);
    }
    worst = max(worst, late);
    worstThisMinute = max(worstThisMinute, late);
    if (late.compareTo(shortestInterval.dividedBy(4)) <= 0 || now.isBefore(saidUntil)) {
      return Optional.empty();
    }
    saidUntil = now.plusSeconds(1);
    return Optional.of(late);
  }

  LatenessStatus status() {
    return new LatenessStatus(wakes, last, worst, max(worstThisMinute, worstLastMinute));
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
