package org.lvsdirector.healthcheck.io;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the health checks are given from outside.
 *
 * @param clock for time stamps and slow starts; monotonic, so that a stepped wall clock does not
 *     disturb them
 * @param random spreads first runs over the warmup
 */
public record HealthOptions(InstantSource clock, RandomGenerator random) {
  /** The clock of this machine, and chance. */
  public static HealthOptions live() {
    return new HealthOptions(new MonotonicClock(), new java.util.SplittableRandom());
  }
}
