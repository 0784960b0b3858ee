package org.lvsdirector.daemon.supervisor;

import com.google.gson.JsonObject;
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
   * After that a worker that is not ready yet counts as stuck for systemd, which starts us anew.
   */
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private final RunOptions options;
  private final boolean keepalived;
  private final Signals signals;
  private final InPlaceRestart inPlace;
  private final BlockingQueue<SupervisorEvent> events = new LinkedBlockingQueue<>();
  private final SystemdNotifier systemd = SystemdNotifier.fromEnvironment();
  private final ConfigurationReader reader;
  private final ReadingGarbage garbage = new ReadingGarbage();
  private final Reloads reloads;
  private final WorkerHalf worker;
  private RunFiles runFiles = RunFiles.NONE;
  private ParseResult running;
  private @Nullable VrrpHalf vrrp;
  private long quickUntil = System.nanoTime();
  private final long startingUntil = System.nanoTime() + LONGEST_START.toNanos();

  Supervisor(RunOptions options, boolean keepalived, Signals signals, InPlaceRestart inPlace) {
    this.inPlace = inPlace;
    this.signals = signals;
    this.options = options;
    this.keepalived = keepalived;
    this.reader = ConfigurationReader.of(options).remembering();
    this.reloads = new Reloads(reader, garbage);
    this.worker = new WorkerHalf(options, keepalived, events);
    worker.readAhead();
    this.running = reader.read();
    garbage.collect();
  }

  /** Runs until stopped; the answer is the exit status. */
  int run() {
    try {
      return runToTheEnd();
    } finally {
      worker.endReadingAhead();
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
      worker.start(config, runFiles);
      worker.endReadingAhead();
      if (vrrp == null && !worker.exists()) {
        LOG.warn("{} has nothing to run: no vrrp_instance and no virtual_server", options.file());
      }
      if (!worker.exists()) {
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

  private int loop() throws InterruptedException {
    while (true) {
      SupervisorEvent event = events.poll(untilNext().toNanos(), TimeUnit.NANOSECONDS);
      Integer end = event == null ? null : react(event);
      if (end != null) {
        return end;
      }
      worker.turn(running, runFiles, vrrp);
      if (reloads.isDue(running)) {
        reload();
      }
      systemd.turn(
          worker.isStarting() && System.nanoTime() - startingUntil < 0,
          vrrp == null || vrrp.isAlive());
    }
  }

  private @Nullable Integer react(SupervisorEvent event) throws InterruptedException {
    switch (event) {
      case SupervisorEvent.Signalled(var signal) -> {
        return onSignal(signal);
      }
      case SupervisorEvent.WorkerSaid(var generation, var message) -> {
        if (worker.isCurrent(generation)) {
          onWorkerSaid(message);
        }
        return null;
      }
      case SupervisorEvent.WorkerEnded(var generation, var status) -> {
        return worker.isCurrent(generation) ? onWorkerEnded(status) : null;
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
        worker.markReady();
        systemd.ready("running");
      }
      case "reload" -> reload();
      case "reading" -> worker.busy();
      case "reloaded" -> {
        worker.heard();
        reloads.finished();
      }
      case "stop" -> events.add(new SupervisorEvent.Signalled(ControlSignal.STOP));
      case "alive" -> worker.heard();
      default -> LOG.warn("the worker said something unknown: {}", message);
    }
  }

  private @Nullable Integer onWorkerEnded(int status) {
    reloads.finished();
    Optional<Integer> end = worker.ended(status);
    if (end.isPresent()) {
      stopHalves();
    }
    return end.orElse(null);
  }

  private void reload() {
    systemd.reloading();
    LOG.info("Reloading {}", options.file());
    Reloads.Attempt attempt = reloads.attempt(running);
    if (!attempt.refusal().isEmpty()) {
      reloads.finished();
      LOG.error("reload refused: {}; the running configuration stays", attempt.refusal());
      systemd.ready("reload refused: " + attempt.refusal());
      worker.tell("reload-refused", attempt.refusal());
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
    inPlace.handOver(vrrp, worker.supervisor());
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
    if (worker.exists()) {
      worker.tell("reload", "");
      return;
    }
    reloads.finished();
    try {
      worker.start(config, runFiles);
    } catch (DaemonRefusal refused) {
      LOG.error("{}; VRRP goes on", refused.getMessage());
    }
  }

  private void dump(ControlSignal signal) {
    if (signal == ControlSignal.DATA) {
      Dumps.parent(running.config());
    }
    if (vrrp != null) {
      Dumps.write(signal, running.config(), vrrp.snapshot());
      if (signal == ControlSignal.STATS_CLEAR) {
        vrrp.clearCounters();
      }
    }
    worker.tell("dump", signal.name());
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
    worker.stop(running.config().process().childWaitTime());
  }

  private Duration untilNext() {
    Duration pulse = quickUntil - System.nanoTime() > 0 ? QUICK_PULSE : PULSE;
    Duration restart = worker.untilRestart().orElse(pulse);
    return restart.compareTo(pulse) < 0 ? restart : pulse;
  }
}
