package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long checks have been due without a single one being started: what a scheduler looks like
 * whose thread, or whose executor, is gone. One start in all that time, however late, is proof that
 * it works, so a machine that is far too busy is none. Time in which nobody looked, because the
 * process was stopped or the machine slept, does not count.
 */
final class StartWatch {
  /** At most so much of the time between two looks counts. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private Duration without = Duration.ZERO;
  private long lookedAtNanos;
  private long startsBefore;

  /**
   * Begins.
   *
   * @param nowNanos now, by {@link System#nanoTime}
   */
  StartWatch(long nowNanos) {
    lookedAtNanos = nowNanos;
  }

  /**
   * Looks.
   *
   * @param starts how many checks have been started so far
   * @param due whether a check should have been started by now and was not; asked only where that
   *     matters
   * @return how long checks have been due and none was started
   */
  Duration look(long nowNanos, long starts, BooleanSupplier due) {
    Duration since = Duration.ofNanos(nowNanos - lookedAtNanos);
    lookedAtNanos = nowNanos;
    if (starts != startsBefore || !due.getAsBoolean()) {
      startsBefore = starts;
      without = Duration.ZERO;
    } else {
      without = without.plus(since.compareTo(LOOK) < 0 ? since : LOOK);
    }
    return without;
  }
}
