package org.lvsdirector.vrrp.io;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.group.VrrpRouters;

/**
 * What a program that ends tells the one that takes its place, so that the other routers of the
 * segment notice nothing.
 *
 * @param atNanos when, by {@link System#nanoTime}, which on Linux is the same clock in every
 *     process
 * @param masters names of the instances that were MASTER; their addresses were left in place
 * @param scripts tracked scripts that had answered, and whether they were up
 * @param ahSequences last sequence of authentication headers, by name of the instance
 */
public record HandOver(
    long atNanos,
    Set<String> masters,
    Map<String, Boolean> scripts,
    Map<String, Long> ahSequences) {
  /** What is older is history: a start from nothing. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  /** Nothing was handed over. */
  public static final HandOver NONE = new HandOver(0, Set.of(), Map.of(), Map.of());

  /** Copies set and maps. */
  public HandOver {
    masters = Set.copyOf(masters);
    scripts = Map.copyOf(scripts);
    ahSequences = Map.copyOf(ahSequences);
  }

  /** What is to be told of these routers, which have just ended. */
  static HandOver of(VrrpRouters last, long nowNanos) {
    Map<String, Boolean> scripts = new TreeMap<>();
    last.status()
        .scripts()
        .forEach(
            (name, script) -> {
              if (script.known()) {
                scripts.put(name, script.up());
              }
            });
    Map<String, Long> sequences =
        last.all().stream()
            .filter(router -> router.ahSequence() > 0)
            .collect(Collectors.toMap(Router::name, Router::ahSequence));
    return new HandOver(nowNanos, masters(last), scripts, sequences);
  }

  static Set<String> masters(VrrpRouters routers) {
    return routers.all().stream()
        .filter(router -> router.reported() == Reported.MASTER)
        .map(Router::name)
        .collect(Collectors.toSet());
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
