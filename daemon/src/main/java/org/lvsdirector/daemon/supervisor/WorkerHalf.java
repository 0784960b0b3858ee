package org.lvsdirector.daemon.supervisor;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.config.KnownErrors;
import org.lvsdirector.daemon.link.Link;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks' half as the main process sees it: whether there is a worker, what it is told, and
 * that it is started again. Only the main process's one loop calls it.
 */
final class WorkerHalf {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerHalf.class);

  /**
   * A big table takes long to remove; killing the worker in the middle would leave the rest behind.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** No version of VRRP's status has this number. */
  private static final long UNSEEN = -1;

  private final RunOptions options;
  private final boolean keepalived;
  private final BlockingQueue<SupervisorEvent> events;
  private Optional<EarlyWorker> early = Optional.empty();
  private @Nullable WorkerSupervisor worker;
  private long vrrpSeen = UNSEEN;

  WorkerHalf(RunOptions options, boolean keepalived, BlockingQueue<SupervisorEvent> events) {
    this.options = options;
    this.keepalived = keepalived;
    this.events = events;
  }

  /** Begins to read a large file beside the main process. */
  void readAhead() {
    early = EarlyWorker.begin(options, keepalived);
  }

  /** Nothing that was begun ahead is needed any more. */
  void endReadingAhead() {
    early.ifPresent(EarlyWorker::close);
  }

  /** Starts the worker where the configuration has something for it. */
  void start(KeepalivedConfig config, RunFiles files) throws DaemonRefusal {
    if (!options.halves().runsChecks(config)) {
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
      files.workerStarted(started.pid());
    } catch (IOException e) {
      throw new DaemonRefusal(
          ExitStatus.FATAL, "cannot start the worker process: " + e.getMessage());
    }
  }

  /** Whether there is one, be it between its end and its next start. */
  boolean exists() {
    return worker != null;
  }

  /** The one there is. */
  @Nullable WorkerSupervisor supervisor() {
    return worker;
  }

  /** Whether an event is of the worker that runs now. */
  boolean isCurrent(int generation) {
    return worker != null && worker.isCurrent(generation);
  }

  /** It has not come up yet. */
  boolean isStarting() {
    return worker != null && !worker.wasEverReady();
  }

  void markReady() {
    if (worker != null) {
      worker.markReady();
    }
  }

  void heard() {
    if (worker != null) {
      worker.heard();
    }
  }

  void busy() {
    if (worker != null) {
      worker.busy();
    }
  }

  /** Ends a stuck one, starts an ended one again when its time has come, tells it of VRRP. */
  void turn(ParseResult running, RunFiles files, @Nullable VrrpHalf vrrp) {
    if (worker == null) {
      return;
    }
    worker.endIfStuck();
    restartIfDue(worker, running, files);
    if (vrrp != null && worker.isReady() && vrrp.version() != vrrpSeen) {
      vrrpSeen = vrrp.version();
      JsonObject message = Link.message("vrrp");
      message.add("status", vrrp.status());
      worker.send(message);
    }
  }

  private void restartIfDue(WorkerSupervisor ended, ParseResult running, RunFiles files) {
    if (ended.untilRestart().map(left -> !left.isZero()).orElse(true)) {
      return;
    }
    try {
      ended.startAgain(KnownErrors.of(running));
      vrrpSeen = UNSEEN;
      files.workerStarted(ended.pid());
    } catch (IOException e) {
      LOG.error(
          "cannot start the worker process again: {}; the IPVS table stays as it is, trying again",
          e.getMessage());
      ended.ended(ExitStatus.FATAL);
    }
  }

  /** How long until it is started again; empty where that is not planned. */
  Optional<Duration> untilRestart() {
    return worker == null ? Optional.empty() : worker.untilRestart();
  }

  /**
   * It ended: it will be started again, unless it never came up for a reason that stays, or the
   * operator wants no respawn.
   *
   * @return the daemon's exit status, if that is the end of the daemon too
   */
  Optional<Integer> ended(int status) {
    WorkerSupervisor ended = worker;
    if (ended == null) {
      return Optional.empty();
    }
    boolean startFailed = !ended.wasEverReady() && isPermanent(status);
    if (startFailed || !options.process().respawn()) {
      LOG.error("the worker could not run (status {}); see its message above. Stopping", status);
      ended.forgetRestart();
      return Optional.of(status == 0 ? ExitStatus.FATAL : status);
    }
    ended.ended(status);
    return Optional.empty();
  }

  /**
   * Statuses with which a child of keepalived ends its parent (keepalived reference, VRRP 26.1).
   */
  private static boolean isPermanent(int status) {
    return status == ExitStatus.FATAL
        || status == ExitStatus.CONFIGURATION
        || status == ExitStatus.PERMISSION;
  }

  /** Sends a message; lost where there is no worker. */
  void tell(String kind, String detail) {
    if (worker != null) {
      JsonObject message = Link.message(kind);
      message.addProperty("detail", detail);
      worker.send(message);
    }
  }

  /** Stops it and waits until the table is gone, as long as the configuration or a minute allow. */
  void stop(Duration configured) {
    WorkerSupervisor current = worker;
    if (current != null) {
      try {
        current.stop(configured.compareTo(PATIENCE) > 0 ? configured : PATIENCE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
