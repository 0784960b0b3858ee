package org.lvsdirector.ipvs.io;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lvsdirector.ipvs.diff.Drift;
import org.lvsdirector.ipvs.diff.IpvsChange;

/** Remembers what the reconciler told, and waits until something holds. */
final class RecordingListener implements ReconcilerListener {
  private final List<String> told = new ArrayList<>();

  @Override
  public synchronized void applied(List<IpvsChange> changes) {
    changes.forEach(change -> told.add(change.describe()));
  }

  @Override
  public synchronized void drifted(List<Drift> found) {
    found.forEach(drift -> told.add("drift: " + drift.describe()));
  }

  @Override
  public synchronized void failed(String problem) {
    told.add("failed: " + problem);
  }

  @Override
  public synchronized void recovered() {
    told.add("recovered");
  }

  synchronized List<String> told() {
    return List.copyOf(told);
  }

  synchronized List<String> drifts() {
    return told.stream().filter(line -> line.startsWith("drift: ")).toList();
  }

  /** Waits, at most half a minute, until the condition holds. */
  static void await(String what, Supplier<Boolean> condition) throws InterruptedException {
    await(what, condition, Duration.ofSeconds(30));
  }

  /** Waits, at most as long as said, until the condition holds. */
  static void await(String what, Supplier<Boolean> condition, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Object never = new Object();
    synchronized (never) {
      while (!condition.get()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("waited in vain until " + what);
        }
        never.wait(5);
      }
    }
  }
}
