package org.lvsdirector.vrrp.io;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Instants that only go forward: one reading of the wall clock at the start, {@code nanoTime} from
 * then on. A step of the wall clock must not make a master silent.
 */
final class MonotonicClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
