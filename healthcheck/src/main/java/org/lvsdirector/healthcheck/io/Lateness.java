package org.lvsdirector.healthcheck.io;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How late checks start against their plan: the first sign of a machine that is too small. Counted
 * in steps that double, so a figure is right to a factor of two and costs two atomic operations.
 */
public final class Lateness {
  private static final int STEPS = 20;

  private final AtomicLongArray steps = new AtomicLongArray(STEPS + 1);
  private final AtomicLong worst = new AtomicLong();
  private final AtomicLong sum = new AtomicLong();

  /** Counts one start that was so late; early starts count as punctual. */
  void record(long nanos) {
    long millis = nanos <= 0 ? 0 : nanos / 1_000_000;
    steps.incrementAndGet(
        millis == 0 ? 0 : Math.min(STEPS, 64 - Long.numberOfLeadingZeros(millis)));
    worst.accumulateAndGet(millis, Math::max);
    sum.addAndGet(Math.max(0, nanos));
  }

  /** All starts counted so far. */
  long starts() {
    long sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      sum += steps.get(i);
    }
    return sum;
  }

  /** A reading. */
  public Reading read() {
    var counts = new ArrayList<Long>();
    for (int i = 0; i <= STEPS; i++) {
      counts.add(steps.get(i));
    }
    return new Reading(counts, worst.get(), sum.get());
  }

  /**
   * Counts at one moment.
   *
   * @param counts the first: starts less than 1 ms late, the i-th after it: less than 2^i ms
   * @param worstMillis the latest of all, in milliseconds
   * @param sumNanos all lateness together, in nanoseconds
   */
  public record Reading(List<Long> counts, long worstMillis, long sumNanos) {
    public Reading {
      counts = List.copyOf(counts);
    }

    /** All starts counted. */
    public long total() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The lateness that this share of the starts stayed under, in milliseconds, rounded up to the
     * next power of two.
     *
     * @param share 0 to 1
     */
    public long millisAt(double share) {
      double wanted = total() * share;
      long sum = 0;
      for (int i = 0; i < counts.size(); i++) {
        sum += counts.get(i);
        if (sum >= wanted) {
          return 1L << i;
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
      return new Reading(delta, worstMillis, sumNanos - earlier.sumNanos);
    }

    /** How many starts were at least so late, to the precision of the steps. */
    public long lateBy(long millis) {
      long sum = 0;
      for (int i = 1; i < counts.size(); i++) {
        if ((1L << (i - 1)) >= millis) {
          sum += counts.get(i);
        }
      }
      return sum;
    }
  }
}
