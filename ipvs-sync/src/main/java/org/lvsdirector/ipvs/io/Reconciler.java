package org.lvsdirector.ipvs.io;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.linux.io.LinuxException;

/**
 * Keeps the kernel's IPVS at what is wanted, on one platform thread.
 *
 * <p>It looks when the goal changes (only at what changed), after a failure (100 ms, doubling to 30
 * s) and at every drift interval (at everything), however often the goal changes. Only services of
 * the present or the previous goal are ever removed, and nothing is taken away from a table found
 * at start until {@link #settled}. Methods may be called from any thread.
 */
public final class Reconciler implements AutoCloseable {
  /**
   * Times of the reconciler.
   *
   * @param driftInterval how often the whole table is looked at
   * @param firstBackoff pause after a first failure
   * @param longestBackoff the pause doubles up to this
   */
  public record Pace(Duration driftInterval, Duration firstBackoff, Duration longestBackoff) {
    /** Every 10 seconds; 100 ms to 30 s. */
    public static final Pace DEFAULT =
        new Pace(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(30));

    /** The same backoff with another drift interval. */
    public Pace withDriftInterval(Duration interval) {
      return new Pace(interval, firstBackoff, longestBackoff);
    }
  }

  /** What to do with the kernel's table at the end. */
  public enum StopMode {
    /** Leave everything: {@code --dont-release-ipvs}, or a restart that adopts it. */
    KEEP,
    /** Remove our services with their destinations, restore timeouts, stop our sync daemons. */
    REMOVE,
    /** Remove all services of the namespace ({@code lvs_flush_on_stop}), else as REMOVE. */
    FLUSH
  }

  /**
   * Where the reconciler stands.
   *
   * @param rounds rounds so far
   * @param current whether the last round began after the last request and is over
   * @param lastSuccess when the kernel was last found or made as wanted
   * @param problems what could not be done in the last round; empty when all is well
   */
  public record Snapshot(
      long rounds, boolean current, Optional<Instant> lastSuccess, List<String> problems) {
    /** Copies the list. */
    public Snapshot {
      problems = List.copyOf(problems);
    }
  }

  private final Ipvs ipvs;
  private final ReconcilerListener listener;
  private volatile Pace pace;
  private final TableKeeper table;
  private final SideKeeper side;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("ipvs-reconciler").unstarted(this::run);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private Goal goal =
      new Goal(IpvsTable.empty(), Set.of(), false, Optional.empty(), Optional.empty());
  private boolean dirty;
  private boolean wanted;
  private boolean lookAtAll = true;
  private boolean busy;
  private @Nullable StopMode stopping;
  private long nextLook;
  private Snapshot snapshot = new Snapshot(0, false, Optional.empty(), List.of());

  // Of the thread alone.
  private Set<String> told = Set.of();
  private Duration backoff = Duration.ZERO;

  /** A reconciler at the default pace; starts with the first {@link #want}. */
  public Reconciler(Ipvs ipvs, ReconcilerListener listener) {
    this(ipvs, listener, Pace.DEFAULT);
  }

  /** A reconciler at its own pace. */
  public Reconciler(Ipvs ipvs, ReconcilerListener listener, Pace pace) {
    this.ipvs = ipvs;
    this.listener = listener;
    this.pace = pace;
    this.table = new TableKeeper(ipvs, listener);
    this.side = new SideKeeper(ipvs);
  }

  /**
   * Sets the wanted table.
   *
   * @param newTable what the kernel shall hold
   * @param owned every service the present configuration names; those of the previous one are
   *     remembered until they are gone
   */
  public void want(IpvsTable newTable, Set<ServiceKey> owned) {
    change(present -> present.withTable(newTable, owned), true);
  }

  /**
   * Says that the first health of all servers is known: from now on servers and services may be
   * removed.
   */
  public void settled() {
    change(Goal::asSettled, false);
  }

  /** Sets {@code lvs_timeouts}; empty restores the values found at start. */
  public void wantTimeouts(Optional<IpvsTimeouts> timeouts) {
    change(present -> present.withTimeouts(timeouts), false);
  }

  /**
   * Sets the sync daemons that shall run, none for an empty set; an empty Optional leaves them to
   * others.
   */
  public void wantSyncDaemons(Optional<Set<SyncDaemon>> daemons) {
    change(present -> present.withSyncDaemons(daemons), false);
  }

  /** How often the whole table is looked at from now on. */
  public void driftInterval(Duration interval) {
    lock.lock();
    try {
      if (!interval.equals(pace.driftInterval())) {
        pace = pace.withDriftInterval(interval);
        long look = System.nanoTime() + interval.toNanos();
        nextLook = look - nextLook < 0 ? look : nextLook;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Looks at the whole table now. */
  public void check() {
    lock.lock();
    try {
      lookAtAll = true;
      dirty = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Where it stands. */
  public Snapshot snapshot() {
    lock.lock();
    try {
      boolean current = snapshot.rounds() > 0 && !busy && !dirty && !lookAtAll;
      return new Snapshot(snapshot.rounds(), current, snapshot.lastSuccess(), snapshot.problems());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the thread, does what the mode says, and returns when it is done. A second call does
   * nothing.
   */
  public void stop(StopMode mode) throws LinuxException {
    lock.lock();
    try {
      if (stopping != null) {
        return;
      }
      stopping = mode;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    joinThread();
    if (mode == StopMode.FLUSH) {
      ipvs.flush();
    }
    if (mode != StopMode.KEEP) {
      table.release();
      side.release();
    }
  }

  /** Stops and leaves the kernel as it is. */
  @Override
  public void close() throws LinuxException {
    stop(StopMode.KEEP);
  }

  private void change(UnaryOperator<Goal> edit, boolean complete) {
    lock.lock();
    try {
      Goal edited = edit.apply(goal);
      if (!complete && edited.equals(goal)) {
        return;
      }
      goal = edited;
      dirty = true;
      wanted |= complete;
      if (wanted && stopping == null && thread.getState() == Thread.State.NEW) {
        thread.start();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void joinThread() {
    boolean interrupted = false;
    while (thread.getState() != Thread.State.NEW && thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private record Work(Goal goal, boolean full) {}

  private void run() {
    for (Optional<Work> work = nextWork(); work.isPresent(); work = nextWork()) {
      finish(work.get().full(), attempt(work.get()));
    }
  }

  private Optional<Work> nextWork() {
    lock.lock();
    try {
      while (stopping == null && !dirty && !lookAtAll) {
        long left = nextLook - System.nanoTime();
        if (left <= 0) {
          lookAtAll = true;
        } else {
          long _ = changed.awaitNanos(left);
        }
      }
      if (stopping != null) {
        return Optional.empty();
      }
      Work work = new Work(goal, lookAtAll);
      dirty = false;
      lookAtAll = false;
      busy = true;
      return Optional.of(work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private TableKeeper.Outcome attempt(Work work) {
    try {
      List<String> problems = new ArrayList<>(side.round(work.goal()));
      TableKeeper.Outcome outcome = table.round(work.goal(), work.full());
      problems.addAll(outcome.problems());
      return new TableKeeper.Outcome(problems, outcome.again() || !problems.isEmpty());
    } catch (LinuxException e) {
      table.forget();
      return new TableKeeper.Outcome(List.of(String.valueOf(e.getMessage())), true);
    } catch (RuntimeException e) {
      // The table must not stay as it is for ever because of one entry nobody thought of.
      table.forget();
      return new TableKeeper.Outcome(List.of("unexpected: " + e), true);
    }
  }

  /** A round that looked only at what changed never puts off the next look at everything. */
  private void finish(boolean full, TableKeeper.Outcome outcome) {
    tell(outcome.problems());
    backoff = outcome.again() ? nextBackoff() : Duration.ZERO;
    lock.lock();
    try {
      Duration pause = outcome.again() ? backoff : pace.driftInterval();
      long look = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause.toMillis());
      if (full || look - nextLook < 0) {
        nextLook = look;
      }
      Optional<Instant> success =
          outcome.again() ? snapshot.lastSuccess() : Optional.of(Instant.now());
      snapshot = new Snapshot(snapshot.rounds() + 1, false, success, outcome.problems());
      busy = false;
    } finally {
      lock.unlock();
    }
  }

  private void tell(List<String> problems) {
    for (String problem : problems) {
      if (!told.contains(problem)) {
        listener.failed(problem);
      }
    }
    if (problems.isEmpty() && !told.isEmpty()) {
      listener.recovered();
    }
    told = new HashSet<>(problems);
  }

  private Duration nextBackoff() {
    Duration doubled = backoff.isZero() ? pace.firstBackoff() : backoff.multipliedBy(2);
    return doubled.compareTo(pace.longestBackoff()) > 0 ? pace.longestBackoff() : doubled;
  }
}
