package org.lvsdirector.healthcheck.io;

import java.time.Duration;

/** Time since a run began, on the monotonic clock. */
final class Stopwatch {
  private final long started = System.nanoTime();

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /**
   * What is left of a time limit in whole milliseconds, at least 1 while anything is left, else 0.
   */
  int leftMillis(Duration limit) {
    long left = limit.toNanos() - (System.nanoTime() - started);
    return left <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(left, 1_000_000L));
  }

  /** A duration as operators write it: {@code 5 s}, {@code 0.25 s}. */
  static String text(Duration time) {
    return java.math.BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString()
        + " s";
  }
}
