package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Notices steps of the wall clock by comparing it with the monotonic one twice a second. A leap in
 * one interval is a step; slow slewing by a time daemon stays far below the limit.
 */
final class ClockWatch implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final long STEP_MILLIS = 100;

  private final Thread thread;

  /**
   * Starts watching.
   *
   * @param stepped told how far the wall clock leapt; negative is backwards
   */
  ClockWatch(Consumer<Duration> stepped) {
    thread = Thread.ofVirtual().name("clock-watch").start(() -> watch(stepped));
  }

  private static void watch(Consumer<Duration> stepped) {
    long offset = offsetMillis();
    try {
      while (true) {
        Thread.sleep(PERIOD);
        long now = offsetMillis();
        long leap = leap(offset, now);
        if (leap != 0) {
          stepped.accept(Duration.ofMillis(leap));
        }
        offset = now;
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  /** How far the wall clock leapt between two offsets to the monotonic clock, 0 if it did not. */
  static long leap(long before, long after) {
    return Math.abs(after - before) > STEP_MILLIS ? after - before : 0;
  }

  private static long offsetMillis() {
    return System.currentTimeMillis() - System.nanoTime() / 1_000_000;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
