package org.lvsdirector.healthcheck.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.lvsdirector.healthcheck.io.CheckTrigger.Place;
import org.quartz.simpl.RAMJobStore;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredResult;

/**
 * Quartz's store for triggers that are set again and again. Those due in the same millisecond lie
 * together, so that setting one costs a look into a tree of a few hundred times; Quartz's own store
 * sorts ten thousand triggers by date, priority and name, clones and wraps them at each turn.
 *
 * <p>Time is the monotonic clock's. Quartz waits by the wall clock, so it is told when a trigger
 * rings by that one each time it looks, and what it brings back too early, because the wall clock
 * leapt, is put back.
 */
final class CheckStore extends RAMJobStore {
  /** Quartz waits by whole milliseconds and may be this early. */
  private static final long EARLY_MILLIS = 2;

  private final LongSupplier monotonicMillis;
  private final LongSupplier wallMillis;
  private final long idleMillis;
  private final TreeMap<Long, Deque<CheckTrigger>> times = new TreeMap<>();

  /** Quartz looks again at this time at the latest, unless it is woken. */
  private long nextLook = Long.MIN_VALUE;

  /**
   * An empty store.
   *
   * @param monotonicMillis the clock that checks run by
   * @param wallMillis the clock that Quartz waits by
   * @param idleMillis Quartz looks ahead so far, and as often when nothing is set
   */
  CheckStore(LongSupplier monotonicMillis, LongSupplier wallMillis, long idleMillis) {
    this.monotonicMillis = monotonicMillis;
    this.wallMillis = wallMillis;
    this.idleMillis = idleMillis;
  }

  /** Sets a trigger, wherever it was; wakes Quartz only if it would look too late. */
  void set(CheckTrigger trigger, long dueMillis) {
    boolean wake;
    synchronized (lock) {
      take(trigger);
      trigger.dueMillis = dueMillis;
      put(trigger);
      wake = dueMillis < nextLook;
      if (wake) {
        nextLook = dueMillis;
      }
    }
    if (wake) {
      signaler.signalSchedulingChange(0);
    }
  }

  /** Takes a trigger off. Not an error if it is not set. */
  void unset(CheckTrigger trigger) {
    synchronized (lock) {
      take(trigger);
    }
  }

  private void put(CheckTrigger trigger) {
    times.computeIfAbsent(trigger.dueMillis, _ -> new ArrayDeque<>()).add(trigger);
    trigger.place = Place.SET;
  }

  private void take(CheckTrigger trigger) {
    if (trigger.place == Place.SET) {
      Deque<CheckTrigger> together = times.get(trigger.dueMillis);
      if (together != null && together.remove(trigger) && together.isEmpty()) {
        times.remove(trigger.dueMillis);
      }
    }
    trigger.place = Place.UNSET;
  }

  @Override
  public int getNumberOfTriggers() {
    synchronized (lock) {
      return times.values().stream().mapToInt(Deque::size).sum();
    }
  }

  @Override
  public List<OperableTrigger> acquireNextTriggers(long noLaterThan, int most, long window) {
    synchronized (lock) {
      long wall = wallMillis.getAsLong();
      long now = monotonicMillis.getAsLong();
      long horizon = now + noLaterThan - wall;
      var acquired = new ArrayList<OperableTrigger>();
      long last = horizon;
      nextLook = now + idleMillis;
      while (acquired.size() < most) {
        Map.Entry<Long, Deque<CheckTrigger>> first = times.firstEntry();
        if (first == null || first.getKey() > last) {
          break;
        }
        if (acquired.isEmpty()) {
          // The rest of the batch is what rings with the first one, or should have rung by now.
          nextLook = Math.max(now, first.getKey());
          last = Math.min(horizon, nextLook + window);
        }
        CheckTrigger trigger = first.getValue().poll();
        if (first.getValue().isEmpty()) {
          times.remove(first.getKey());
        }
        if (trigger != null) {
          trigger.place = Place.HELD;
          trigger.ringsAtWall(wall + trigger.dueMillis - now);
          acquired.add(trigger);
        }
      }
      return acquired;
    }
  }

  @Override
  public void releaseAcquiredTrigger(OperableTrigger released) {
    synchronized (lock) {
      if (released instanceof CheckTrigger trigger && trigger.place == Place.HELD) {
        put(trigger);
      }
    }
  }

  @Override
  public List<TriggerFiredResult> triggersFired(List<OperableTrigger> triggers) {
    var results = new ArrayList<TriggerFiredResult>(triggers.size());
    synchronized (lock) {
      long now = monotonicMillis.getAsLong();
      for (OperableTrigger held : triggers) {
        if (!(held instanceof CheckTrigger trigger) || trigger.place != Place.HELD) {
          continue; // set anew or taken off while Quartz waited
        }
        if (trigger.dueMillis > now + EARLY_MILLIS) {
          put(trigger);
        } else {
          trigger.place = Place.UNSET;
          results.add(trigger.fired());
        }
      }
    }
    return results;
  }
}
