package org.lvsdirector.vrrp.io;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lvsdirector.parser.model.VrrpInstance;

/**
 * What a program that ends tells the one that takes its place, so that the other routers of the
 * segment notice nothing.
 *
 * @param atNanos when, by {@link System#nanoTime}, which on Linux is the same clock in every
 *     process
 * @param masters names of the instances that were MASTER; their addresses were left in place
 * @param scripts tracked scripts that had answered, and whether they were up
 */
public record HandOver(long atNanos, Set<String> masters, Map<String, Boolean> scripts) {
  /** What is older is history: a start from nothing. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  /** Nothing was handed over. */
  public static final HandOver NONE = new HandOver(0, Set.of(), Map.of());

  /** Copies set and map. */
  public HandOver {
    masters = Set.copyOf(masters);
    scripts = Map.copyOf(scripts);
  }

  /**
   * The instances that go on as MASTER because they were, each with how long it listens before. Not
   * at all where the last advert is so young that no other router can have taken over; it may have
   * been sent a whole interval before the hand-over. Else as long as a master would be silent, so
   * that one which took over is heard first.
   */
  Map<String, Duration> resuming(Collection<VrrpInstance> instances, long nowNanos) {
    Duration silence = Duration.ofNanos(nowNanos - atNanos);
    Map<String, Duration> resuming = new TreeMap<>();
    for (VrrpInstance instance : instances) {
      if (masters.contains(instance.name()) && silence.compareTo(LONGEST_SILENCE) < 0) {
        boolean young = silence.compareTo(patience(instance)) < 0;
        resuming.put(instance.name(), young ? Duration.ZERO : listening(instance));
      }
    }
    return resuming;
  }

  private static Duration patience(VrrpInstance instance) {
    return instance.advertInterval().multipliedBy(Math.max(0, instance.downTimerAdverts() - 1L));
  }

  /** An interval and a quarter: the sender may be late. */
  private static Duration listening(VrrpInstance instance) {
    return instance.advertInterval().multipliedBy(5).dividedBy(4);
  }
}
