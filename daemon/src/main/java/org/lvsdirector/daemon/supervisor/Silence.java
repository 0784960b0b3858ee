package org.lvsdirector.daemon.supervisor;

import java.time.Duration;

/**
 * How long something that should give a sign of life regularly has given none. Time in which this
 * process did not look itself, because the machine slept or was overloaded, does not count.
 */
final class Silence {
  /** At most so much of the time between two looks counts. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private Duration silent = Duration.ZERO;
  private long lookedAtNanos;
  private long lastSign;

  /**
   * Begins.
   *
   * @param nowNanos now, by {@link System#nanoTime}
   */
  Silence(long nowNanos) {
    lookedAtNanos = nowNanos;
  }

  /** A sign of life. */
  void heard() {
    silent = Duration.ZERO;
  }

  /** A sign of life by something that announces that it will give none for a while. */
  void expected(Duration atMost) {
    silent = atMost.negated();
  }

  /** A counter that moves with each sign of life. */
  void counted(long signs) {
    if (signs != lastSign) {
      lastSign = signs;
      heard();
    }
  }

  /** Looks: how long it has been silent by now. */
  Duration at(long nowNanos) {
    Duration since = Duration.ofNanos(nowNanos - lookedAtNanos);
    lookedAtNanos = nowNanos;
    silent = silent.plus(since.compareTo(LOOK) < 0 ? since : LOOK);
    return silent;
  }
}
