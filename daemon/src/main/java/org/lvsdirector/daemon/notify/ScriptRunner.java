package org.lvsdirector.daemon.notify;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.linux.io.Credentials;
import org.lvsdirector.linux.io.ExitStatus;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.ProcessControl;
import org.lvsdirector.linux.io.Spawn;
import org.lvsdirector.linux.io.SpawnedProcess;
import org.lvsdirector.linux.io.UserDatabase;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.ScriptUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts notify scripts and forgets them (keepalived reference, VRRP 20.1, LVS 26.1): no shell, own
 * process group, run as the script's user, nobody waits for them. Their number is bounded: a script
 * that hangs each time must not fill the process table.
 */
final class ScriptRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ScriptRunner.class);
  static final int AT_ONCE = 256;
  private static final Duration AGE = Duration.ofDays(3650);

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Set<SpawnedProcess> running = ConcurrentHashMap.newKeySet();

  /** Those of them that read FIFOs and are to go on with it. */
  private final Set<SpawnedProcess> readers = ConcurrentHashMap.newKeySet();

  private volatile boolean ended;

  /** One thread, so that scripts begin in the order in which they were asked for (20.1). */
  private final ExecutorService starts =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("scripts").factory());

  private final Map<String, String> environment = environment();

  /**
   * Keepalived's scripts see its environment without what could change how programs are loaded
   * (keepalived reference, parser 22.12).
   */
  private static Map<String, String> environment() {
    Map<String, String> inherited = new HashMap<>(System.getenv());
    List.of("IFS", "LD_PRELOAD", "LD_LIBRARY_PATH").forEach(inherited::remove);
    return Map.copyOf(inherited);
  }

  /**
   * Starts a script behind those before it and waits for it on a thread of its own; what goes wrong
   * is logged.
   */
  void start(ScriptCommand script) {
    if (!places.tryAcquire()) {
      LOG.error(
          "{} scripts run already, not starting {}; look for one that hangs", AT_ONCE, script);
      return;
    }
    try {
      starts.execute(() -> begin(script));
    } catch (RejectedExecutionException _) {
      places.release();
      LOG.warn("script {} not started: this program ends", script);
    }
  }

  private void begin(ScriptCommand script) {
    try {
      SpawnedProcess process = spawn(script).start();
      running.add(process);
      Thread.ofPlatform().daemon().name("script").start(() -> await(process, script));
    } catch (LinuxException e) {
      places.release();
      LOG.error("script {}: {}", script, e.getMessage());
    }
  }

  private void await(SpawnedProcess process, ScriptCommand script) {
    try {
      var _ = awaitEnd(process, script, AGE);
    } catch (LinuxException e) {
      LOG.error("script {}: {}", script, e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private Optional<ExitStatus> awaitEnd(
      SpawnedProcess process, ScriptCommand script, Duration limit)
      throws LinuxException, InterruptedException {
    try {
      Optional<ExitStatus> status = process.waitFor(limit);
      return status.isPresent() ? status : end(process, script);
    } finally {
      running.remove(process);
    }
  }

  /**
   * Runs a script to its end, at most for {@code limit}; then its group gets SIGTERM, and SIGKILL
   * two seconds later.
   *
   * @return its exit status; empty if it could not be started or did not end in time
   */
  Optional<ExitStatus> run(ScriptCommand script, Duration limit) {
    try {
      SpawnedProcess process = spawn(script).start();
      running.add(process);
      return awaitEnd(process, script, limit);
    } catch (LinuxException e) {
      LOG.error("script {}: {}", script, e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private static Optional<ExitStatus> end(SpawnedProcess process, ScriptCommand script)
      throws LinuxException, InterruptedException {
    LOG.warn("script {} did not end in time, ending its process group", script);
    process.signalGroup(ProcessControl.SIGTERM);
    if (process.waitFor(Duration.ofSeconds(2)).isEmpty()) {
      process.signalGroup(ProcessControl.SIGKILL);
      process.waitFor(Duration.ofSeconds(2));
    }
    return Optional.empty();
  }

  /**
   * Starts the reader of a FIFO, behind the scripts before it. It is ended by {@link #endReaders}
   * or {@link #endAll}; that it ends by itself is logged, and it is not started again (keepalived
   * reference, VRRP 22.4).
   */
  void startReader(ScriptCommand script) {
    inOrder(() -> beginReader(script));
  }

  private void beginReader(ScriptCommand script) {
    try {
      SpawnedProcess process = spawn(script).start();
      running.add(process);
      readers.add(process);
      if (ended) {
        endReading();
      }
      Thread.ofPlatform().daemon().name("fifo-script").start(() -> awaitReader(process, script));
    } catch (LinuxException e) {
      LOG.error("FIFO script {}: {}", script, e.getMessage());
    }
  }

  private void awaitReader(SpawnedProcess process, ScriptCommand script) {
    try {
      Optional<ExitStatus> status = awaitEnd(process, script, AGE);
      if (readers.remove(process) && status.isPresent()) {
        LOG.warn("FIFO script {} ended: {}; it is not started again", script, status.get());
      }
    } catch (LinuxException e) {
      LOG.error("FIFO script {}: {}", script, e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends SIGTERM to the readers of FIFOs, before those that are started from now on. */
  void endReaders() {
    inOrder(this::endReading);
  }

  private void inOrder(Runnable work) {
    try {
      starts.execute(work);
    } catch (RejectedExecutionException _) {
      LOG.debug("this program ends; so do the readers of FIFOs");
    }
  }

  private void endReading() {
    List<SpawnedProcess> ending = List.copyOf(readers);
    ending.forEach(readers::remove);
    terminate(ending);
  }

  /**
   * Waits for the scripts that have been started, then sends SIGTERM to those that still run
   * (keepalived reference, VRRP 20.3). No script is started any more.
   */
  void endAll(Duration patience) {
    try {
      starts.shutdown();
      // Every place is free once every script has ended.
      if (!places.tryAcquire(AT_ONCE, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("ending scripts that still run: {}", AT_ONCE - places.availablePermits());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    ended = true;
    readers.clear();
    terminate(running);
  }

  private static void terminate(Collection<SpawnedProcess> processes) {
    for (SpawnedProcess process : processes) {
      try {
        process.signalGroup(ProcessControl.SIGTERM);
      } catch (LinuxException e) {
        LOG.warn("ending script {}: {}", process.pid(), e.getMessage());
      }
    }
  }

  private Spawn spawn(ScriptCommand script) throws LinuxException {
    List<String> words = new java.util.ArrayList<>(script.argv());
    words.set(0, script.executable());
    Spawn spawn = Spawn.of(words, environment);
    ScriptUser user = script.runAs();
    boolean ourselves =
        user.uid() == ProcessControl.effectiveUid() && user.gid() == ProcessControl.gid();
    return ourselves
        ? spawn
        : spawn.as(new Credentials(user.uid(), user.gid(), supplementary(user)));
  }

  private static List<Integer> supplementary(ScriptUser user) throws LinuxException {
    return user.supplementaryGroups() && user.user().isPresent()
        ? UserDatabase.groupsOf(user.user().get(), user.gid())
        : List.of();
  }
}
