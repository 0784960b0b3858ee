package org.lvsdirector.healthcheck.io;

import java.time.Instant;
import java.time.InstantSource;

/** One reading of the wall clock, carried on by the monotonic one: printable and never stepped. */
final class MonotonicClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
