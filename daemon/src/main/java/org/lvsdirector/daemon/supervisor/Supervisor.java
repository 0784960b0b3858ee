package org.lvsdirector.daemon.supervisor;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.BuildFacts;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.ProcessName;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.config.KnownErrors;
import org.lvsdirector.daemon.link.Link;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main process's life: read the configuration, start VRRP and the worker, then react to signals
 * and to the worker, one event at a time on one thread. A worker that dies is started again; only a
 * worker that never came up ends the daemon, with its status.
 */
final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  /**
   * How long at most between two looks at the halves: the pulse of the watchdog and of the worker's
   * view of VRRP.
   */
  private static final Duration PULSE = Duration.ofSeconds(1);

  /**
   * The pulse after a change of VRRP, whose thread shows its new state once its turn is over: the
   * sync daemons follow that state.
   */
  private static final Duration QUICK_PULSE = Duration.ofMillis(10);

  private static final Duration QUICK_FOR = Duration.ofMillis(500);

  /**
   * A big table takes long to remove; killing the worker in the middle would leave the rest behind.
   */
  private static final Duration PATIENCE_WITH_WORKER = Duration.ofSeconds(60);

  /**
   * After that a worker that is not ready yet counts as stuck for systemd, which starts us anew.
   */
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  /** No version of VRRP's status has this number. */
  private static final long UNSEEN = -1;

  private final RunOptions options;
  private final boolean keepalived;
  private final Signals signals;
  private final InPlaceRestart inPlace;
  private final BlockingQueue<SupervisorEvent> events = new LinkedBlockingQueue<>();
  private final SystemdNotifier systemd = SystemdNotifier.fromEnvironment();
  private final ConfigurationReader reader;
  private final Reloads reloads;
  private final Optional<EarlyWorker> early;
  private RunFiles runFiles = RunFiles.NONE;
  private ParseResult running;
  private @Nullable VrrpHalf vrrp;
  private @Nullable WorkerSupervisor worker;
  private long vrrpSeenByWorker = UNSEEN;
  private long quickUntil = System.nanoTime();
  private final long startingUntil = System.nanoTime() + LONGEST_START.toNanos();

  Supervisor(RunOptions options, boolean keepalived, Signals signals, InPlaceRestart inPlace) {
    this.inPlace = inPlace;
    this.signals = signals;
    this.options = options;
    this.keepalived = keepalived;
    this.reader = ConfigurationReader.of(options);
    this.reloads = new Reloads(reader);
    this.early = EarlyWorker.begin(options, keepalived);
    this.running = reader.read();
  }

  /** Runs until stopped; the answer is the exit status. */
  int run() {
    try {
      return runToTheEnd();
    } finally {
      early.ifPresent(EarlyWorker::close);
    }
  }

  private int runToTheEnd() {
    systemd.starting();
    reader.report(running);
    int refusal = Preconditions.check(options, running);
    if (refusal != ExitStatus.OK) {
      return refusal;
    }
    KeepalivedConfig config = running.config();
    try (RunFiles files = RunFiles.claim(options, config, keepalived)) {
      runFiles = files;
      // Log watchers look for keepalived's own words at start and end.
      LOG.info("Starting {}", BuildFacts.asKeepalived());
      ProcessName.takeFrom(config.global());
      NamespaceEntry.enter(options, config);
      signals.route(events, options.process().ignoreSigint());
      StartupScripts.startup(config);
      startVrrp(config);
      startWorker(config);
      early.ifPresent(EarlyWorker::close);
      if (vrrp == null && worker == null) {
        LOG.warn("{} has nothing to run: no vrrp_instance and no virtual_server", options.file());
      }
      if (worker == null) {
        systemd.ready("running");
      }
      LOG.info("Startup complete");
      int status = loop();
      StartupScripts.shutdown(running.config());
      return status;
    } catch (DaemonRefusal refused) {
      LOG.error("{}", refused.getMessage());
      stopHalves();
      return refused.status();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      stopHalves();
      return ExitStatus.FATAL;
    }
  }

  private void startVrrp(KeepalivedConfig config) throws DaemonRefusal {
    if (options.halves().vrrp() && (config.vrrp().needed() || options.halves().all())) {
      vrrp =
          VrrpRuntime.start(config, options, () -> events.add(new SupervisorEvent.VrrpChanged()));
    }
  }

  private void startWorker(KeepalivedConfig config) throws DaemonRefusal {
    if (!options.halves().checks()
        || (config.lvs().virtualServers().isEmpty() && !options.halves().all())) {
      return;
    }
    try {
      WorkerSupervisor started =
          new WorkerSupervisor(WorkerCommand.of(options, config, keepalived), events);
      Optional<Process> reading = early.flatMap(one -> one.take(config));
      if (reading.isPresent()) {
        started.start(reading.get());
      } else {
        started.start();
      }
      worker = started;
      runFiles.workerStarted(started.pid());
    } catch (IOException e) {
      throw new DaemonRefusal(
          ExitStatus.FATAL, "cannot start the worker process: " + e.getMessage());
    }
  }

  private int loop() throws InterruptedException {
    while (true) {
      SupervisorEvent event = events.poll(untilNext().toNanos(), TimeUnit.NANOSECONDS);
      Integer end = event == null ? null : react(event);
      if (end != null) {
        return end;
      }
      if (worker != null) {
        worker.endIfStuck();
      }
      restartWorkerIfDue();
      if (worker != null && !worker.wasEverReady() && System.nanoTime() - startingUntil < 0) {
        systemd.starting();
      }
      tellWorkerOfVrrp();
      if (reloads.isDue(running)) {
        reload();
      }
      if (vrrp == null || vrrp.isAlive()) {
        systemd.watchdog();
      }
    }
  }

  private @Nullable Integer react(SupervisorEvent event) throws InterruptedException {
    switch (event) {
      case SupervisorEvent.Signalled(var signal) -> {
        return onSignal(signal);
      }
      case SupervisorEvent.WorkerSaid(var generation, var message) -> {
        if (worker != null && worker.isCurrent(generation)) {
          onWorkerSaid(message);
        }
        return null;
      }
      case SupervisorEvent.WorkerEnded(var generation, var status) -> {
        return worker != null && worker.isCurrent(generation)
            ? onWorkerEnded(worker, status)
            : null;
      }
      case SupervisorEvent.VrrpChanged _ -> {
        quickUntil = System.nanoTime() + QUICK_FOR.toNanos();
        return null;
      }
    }
  }

  private @Nullable Integer onSignal(ControlSignal signal) {
    switch (signal) {
      case STOP -> {
        LOG.info("Stopping");
        systemd.stopping();
        stopHalves();
        LOG.info("Stopped {}", BuildFacts.asKeepalived());
        return ExitStatus.OK;
      }
      case RELOAD -> reload();
      case RESTART -> {
        return restart();
      }
      case DATA, STATS, STATS_CLEAR, JSON, TDUMP -> dump(signal);
    }
    return null;
  }

  private void onWorkerSaid(JsonObject message) {
    switch (Link.kind(message)) {
      case "ready" -> {
        if (worker != null) {
          worker.markReady();
        }
        systemd.ready("running");
      }
      case "reload" -> reload();
      case "reading" -> Optional.ofNullable(worker).ifPresent(WorkerSupervisor::busy);
      case "reloaded" -> {
        Optional.ofNullable(worker).ifPresent(WorkerSupervisor::heard);
        reloads.finished();
      }
      case "stop" -> events.add(new SupervisorEvent.Signalled(ControlSignal.STOP));
      case "alive" -> Optional.ofNullable(worker).ifPresent(WorkerSupervisor::heard);
      default -> LOG.warn("the worker said something unknown: {}", message);
    }
  }

  private @Nullable Integer onWorkerEnded(WorkerSupervisor ended, int status) {
    reloads.finished();
    boolean startFailed = !ended.wasEverReady() && isPermanent(status);
    if (startFailed || !options.process().respawn()) {
      LOG.error("the worker could not run (status {}); see its message above. Stopping", status);
      ended.forgetRestart();
      stopHalves();
      return status == 0 ? ExitStatus.FATAL : status;
    }
    ended.ended(status);
    return null;
  }

  /**
   * Statuses with which a child of keepalived ends its parent (keepalived reference, VRRP 26.1).
   */
  private static boolean isPermanent(int status) {
    return status == ExitStatus.FATAL
        || status == ExitStatus.CONFIGURATION
        || status == ExitStatus.PERMISSION;
  }

  private void restartWorkerIfDue() {
    if (worker == null || worker.untilRestart().map(d -> !d.isZero()).orElse(true)) {
      return;
    }
    try {
      worker.startAgain(KnownErrors.of(running));
      vrrpSeenByWorker = UNSEEN;
      runFiles.workerStarted(worker.pid());
    } catch (IOException e) {
      LOG.error(
          "cannot start the worker process again: {}; the IPVS table stays as it is, trying again",
          e.getMessage());
      worker.ended(ExitStatus.FATAL);
    }
  }

  private void reload() {
    systemd.reloading();
    LOG.info("Reloading {}", options.file());
    Reloads.Attempt attempt = reloads.attempt(running);
    if (!attempt.refusal().isEmpty()) {
      reloads.finished();
      LOG.error("reload refused: {}; the running configuration stays", attempt.refusal());
      systemd.ready("reload refused: " + attempt.refusal());
      tellWorker("reload-refused", attempt.refusal());
      return;
    }
    running = attempt.fresh();
    if (vrrp != null) {
      vrrp.reload(running.config());
    } else {
      startVrrpAfterReload(running.config());
    }
    startOrTellWorker(running.config());
    systemd.ready("running, reloaded");
    LOG.info("Reload finished");
  }

  /**
   * Goes on as the program that is installed now; comes back only where that is refused, or failed.
   */
  private @Nullable Integer restart() {
    systemd.reloading();
    ParseResult fresh = reader.read();
    String refusal =
        Preconditions.check(options, fresh) == ExitStatus.OK
            ? inPlace.refusal(systemd::watchdog)
            : options.file() + " cannot be run";
    if (!refusal.isEmpty()) {
      LOG.error("restart refused: {}; this program goes on", refusal);
      systemd.ready("restart refused: " + refusal);
      return null;
    }
    systemd.handingOver();
    inPlace.handOver(vrrp, worker);
    return ExitStatus.FATAL;
  }

  private void startVrrpAfterReload(KeepalivedConfig config) {
    try {
      startVrrp(config);
    } catch (DaemonRefusal refused) {
      LOG.error("{}; checks and IPVS go on", refused.getMessage());
    }
  }

  private void startOrTellWorker(KeepalivedConfig config) {
    if (worker != null) {
      tellWorker("reload", "");
      return;
    }
    reloads.finished();
    try {
      startWorker(config);
    } catch (DaemonRefusal refused) {
      LOG.error("{}; VRRP goes on", refused.getMessage());
    }
  }

  private void tellWorker(String kind, String detail) {
    if (worker != null) {
      JsonObject message = Link.message(kind);
      message.addProperty("detail", detail);
      worker.send(message);
    }
  }

  private void tellWorkerOfVrrp() {
    if (worker == null || vrrp == null || !worker.isReady()) {
      return;
    }
    long version = vrrp.version();
    if (version != vrrpSeenByWorker) {
      vrrpSeenByWorker = version;
      JsonObject message = Link.message("vrrp");
      message.add("status", vrrp.status());
      worker.send(message);
    }
  }

  private void dump(ControlSignal signal) {
    if (vrrp != null) {
      Dumps.write(signal, running.config(), vrrp.snapshot());
      if (signal == ControlSignal.STATS_CLEAR) {
        vrrp.clearCounters();
      }
    }
    tellWorker("dump", signal.name());
  }

  /**
   * The addresses go first, so that no client meets a director that still has them but no table any
   * more.
   */
  private void stopHalves() {
    if (vrrp != null) {
      vrrp.stop();
      vrrp = null;
    }
    stopWorker();
  }

  private void stopWorker() {
    WorkerSupervisor current = worker;
    if (current != null) {
      Duration configured = running.config().process().childWaitTime();
      try {
        current.stop(
            configured.compareTo(PATIENCE_WITH_WORKER) > 0 ? configured : PATIENCE_WITH_WORKER);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Duration untilNext() {
    Duration pulse = quickUntil - System.nanoTime() > 0 ? QUICK_PULSE : PULSE;
    Duration restart = worker == null ? pulse : worker.untilRestart().orElse(pulse);
    return restart.compareTo(pulse) < 0 ? restart : pulse;
  }
}
