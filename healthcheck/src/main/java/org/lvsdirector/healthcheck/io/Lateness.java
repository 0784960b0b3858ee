package org.lvsdirector.healthcheck.io;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How late checks start against their plan: the first sign of a machine that is too small. Counted
 * in steps, so that it costs a few atomic operations.
 */
public final class Lateness {
  /** Upper bounds of the steps in milliseconds; there is one more step for all above. */
  private static final List<Long> BOUNDS_MILLIS =
      List.of(
          1L, 2L, 5L, 10L, 20L, 50L, 100L, 200L, 500L, 1_000L, 2_000L, 5_000L, 10_000L, 30_000L,
          60_000L, 300_000L);

  private final AtomicLongArray steps = new AtomicLongArray(BOUNDS_MILLIS.size() + 1);
  private final AtomicLong worst = new AtomicLong();
  private final AtomicLong sum = new AtomicLong();

  /** Counts one start that was so late; early starts count as punctual. */
  void record(long nanos) {
    long millis = nanos <= 0 ? 0 : nanos / 1_000_000;
    int step = 0;
    while (step < BOUNDS_MILLIS.size() && millis >= BOUNDS_MILLIS.get(step)) {
      step++;
    }
    steps.incrementAndGet(step);
    worst.accumulateAndGet(millis, Math::max);
    sum.addAndGet(Math.max(0, nanos));
  }

  /** All starts counted so far. */
  long starts() {
    long all = 0;
    for (int i = 0; i < steps.length(); i++) {
      all += steps.get(i);
    }
    return all;
  }

  /** A reading. */
  public Reading read() {
    var counts = new ArrayList<Long>();
    for (int i = 0; i < steps.length(); i++) {
      counts.add(steps.get(i));
    }
    return new Reading(BOUNDS_MILLIS, counts, worst.get(), sum.get());
  }

  /**
   * Counts at one moment.
   *
   * @param boundsMillis upper bounds of the steps in milliseconds
   * @param counts starts that were less late than the bound and not than the one before; behind the
   *     last bound all others
   * @param worstMillis the latest of all, in milliseconds
   * @param sumNanos all lateness together, in nanoseconds
   */
  public record Reading(
      List<Long> boundsMillis, List<Long> counts, long worstMillis, long sumNanos) {
    public Reading {
      boundsMillis = List.copyOf(boundsMillis);
      counts = List.copyOf(counts);
    }

    /** All starts counted. */
    public long total() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The lateness that this share of the starts stayed under, in milliseconds, rounded up to the
     * bound of its step.
     *
     * @param share 0 to 1
     */
    public long millisAt(double share) {
      double wanted = total() * share;
      long sum = 0;
      for (int i = 0; i < boundsMillis.size(); i++) {
        sum += counts.get(i);
        if (sum >= wanted) {
          return boundsMillis.get(i);
        }
      }
      return worstMillis;
    }

    /** What came since an earlier reading; the worst stays the worst of all. */
    public Reading since(Reading earlier) {
      var delta = new ArrayList<Long>();
      for (int i = 0; i < counts.size(); i++) {
        delta.add(counts.get(i) - earlier.counts.get(i));
      }
      return new Reading(boundsMillis, delta, worstMillis, sumNanos - earlier.sumNanos);
    }

    /** How many starts were at least so late, to the precision of the steps. */
    public long lateBy(long millis) {
      long sum = 0;
      for (int i = 1; i < counts.size(); i++) {
        if (boundsMillis.get(i - 1) >= millis) {
          sum += counts.get(i);
        }
      }
      return sum;
    }
  }
}
