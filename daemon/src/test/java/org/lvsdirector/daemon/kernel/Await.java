package org.lvsdirector.daemon.kernel;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what the kernel or another process will show, with an upper bound. */
final class Await {
  /**
   * Long enough for an emulated machine on a busy builder; a test that passes never waits for it.
   */
  static final Duration LONG = Duration.ofMinutes(3);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  /**
   * Returns how long it took until the condition held.
   *
   * @throws AssertionError when it does not hold within {@code limit}; {@code seen} then says what
   *     was there instead
   */
  static Duration until(
      String what, Duration limit, BooleanSupplier condition, Supplier<String> seen) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new AssertionError("not within " + limit + ": " + what + "\n" + seen.get());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
