package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.lvsdirector.healthcheck.pool.PoolEffect;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;

/** A listener that remembers everything and can be waited on. */
final class Heard implements HealthListener {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final List<PoolSnapshot> pools = new ArrayList<>();
  private final List<PoolEffect> effects = new ArrayList<>();
  private final List<PoolKey> removed = new ArrayList<>();
  private int settled;

  @Override
  public void poolChanged(PoolSnapshot pool) {
    note(() -> pools.add(pool));
  }

  @Override
  public void poolRemoved(PoolKey pool) {
    note(() -> removed.add(pool));
  }

  @Override
  public void effects(List<PoolEffect> list) {
    note(() -> effects.addAll(list));
  }

  @Override
  public void settled() {
    note(() -> settled++);
  }

  private void note(Runnable change) {
    lock.lock();
    try {
      change.run();
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until this holds. */
  void await(String what, Predicate<Heard> condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    lock.lock();
    try {
      while (!condition.test(this)) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError("never heard: " + what + "; heard " + pools + " " + effects);
        }
        news.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the latest word on any pool satisfies this. */
  PoolSnapshot awaitPool(String what, Predicate<PoolSnapshot> condition)
      throws InterruptedException {
    await(what, h -> !h.pools.isEmpty() && condition.test(h.pools.getLast()));
    return pools().getLast();
  }

  List<PoolSnapshot> pools() {
    lock.lock();
    try {
      return List.copyOf(pools);
    } finally {
      lock.unlock();
    }
  }

  List<PoolEffect> effects() {
    lock.lock();
    try {
      return List.copyOf(effects);
    } finally {
      lock.unlock();
    }
  }

  List<String> logged() {
    return effects().stream()
        .filter(e -> e instanceof PoolEffect.LogLine)
        .map(e -> ((PoolEffect.LogLine) e).text())
        .toList();
  }

  List<String> fifo() {
    return effects().stream()
        .filter(e -> e instanceof PoolEffect.FifoLine)
        .map(e -> ((PoolEffect.FifoLine) e).line())
        .toList();
  }

  List<PoolKey> removed() {
    lock.lock();
    try {
      return List.copyOf(removed);
    } finally {
      lock.unlock();
    }
  }

  int settledCount() {
    lock.lock();
    try {
      return settled;
    } finally {
      lock.unlock();
    }
  }
}
