package org.lvsdirector.daemon.supervisor;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.config.KnownErrors;
import org.lvsdirector.daemon.link.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the worker, hears of its end and starts it again. All methods are called by the main
 * process's one loop, whose thread lives as long as the process: the kernel's parent-death signal
 * follows the thread that started a child, not the process.
 */
final class WorkerSupervisor {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerSupervisor.class);

  /** For a file of a hundred thousand servers on a machine at its limit. */
  private static final Duration LONGEST_READING = Duration.ofMinutes(5);

  /** Longer than the longest reload of a large file. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);

  private static final Duration PATIENCE_WITH_LEAVING = Duration.ofSeconds(3);

  private final List<String> command;
  private final BlockingQueue<SupervisorEvent> events;
  private final LongSupplier nanoTime;
  private final RestartDelay delay = new RestartDelay();
  private final Silence silence;
  private @Nullable Process process;
  private @Nullable Link link;
  private int generation;
  private long startedAtNanos;
  private boolean ready;
  private boolean everReady;
  private @Nullable Long restartAtNanos;

  WorkerSupervisor(List<String> command, BlockingQueue<SupervisorEvent> events) {
    this(command, events, System::nanoTime);
  }

  WorkerSupervisor(
      List<String> command, BlockingQueue<SupervisorEvent> events, LongSupplier nanoTime) {
    this.command = List.copyOf(command);
    this.events = events;
    this.nanoTime = nanoTime;
    this.silence = new Silence(nanoTime.getAsLong());
  }

  /**
   * Starts the worker.
   *
   * @throws IOException if the Java runtime cannot be started
   */
  void start() throws IOException {
    start(new ProcessBuilder(command));
  }

  /** Goes on with a worker that waits for this word, having read the file already. */
  void start(Process waiting) {
    watch(waiting);
    send(Link.message("go"));
  }

  /**
   * Starts the worker again. The file may have been broken since it was accepted: the worker is
   * told what it may live with.
   *
   * @throws IOException if the Java runtime cannot be started
   */
  void startAgain(KnownErrors known) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(KnownErrors.VARIABLE, known.text());
    start(builder);
  }

  private void start(ProcessBuilder builder) throws IOException {
    watch(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private void watch(Process started) {
    generation++;
    int mine = generation;
    ready = false;
    restartAtNanos = null;
    startedAtNanos = nanoTime.getAsLong();
    process = started;
    Link channel = new Link(started.getInputStream(), started.getOutputStream());
    link = channel;
    channel.listen(
        "worker-link",
        message -> events.add(new SupervisorEvent.WorkerSaid(mine, message)),
        line -> LOG.info("worker: {}", line),
        () -> {});
    var _ =
        started
            .onExit()
            .thenAccept(
                ended -> events.add(new SupervisorEvent.WorkerEnded(mine, ended.exitValue())));
    LOG.info("Starting Healthcheck child process, pid={}", started.pid());
  }

  /** Whether an event of this generation is of the worker that runs now. */
  boolean isCurrent(int eventGeneration) {
    return eventGeneration == generation;
  }

  /** The worker has read its configuration and runs. */
  void markReady() {
    ready = true;
    everReady = true;
  }

  boolean isReady() {
    return ready;
  }

  /**
   * Whether any worker of this main process ever came up: one that never did is a start that
   * failed, not a crash.
   */
  boolean wasEverReady() {
    return everReady;
  }

  /** The worker's process id, while there is one. */
  Optional<Long> pid() {
    Process current = process;
    return current == null || !current.isAlive() ? Optional.empty() : Optional.of(current.pid());
  }

  /**
   * Sends a message; it is lost where no worker runs, which is right: a new worker starts from the
   * current state.
   */
  void send(JsonObject message) {
    if (link != null) {
      link.send(message);
    }
  }

  /** Takes note of the worker's end and plans its restart. */
  void ended(int status) {
    Duration lived = Duration.ofNanos(nanoTime.getAsLong() - startedAtNanos);
    Duration wait = delay.next(lived);
    process = null;
    link = null;
    ready = false;
    restartAtNanos = nanoTime.getAsLong() + wait.toNanos();
    LOG.warn(
        "worker ended with status {} after {} s; the IPVS table stays as it is; starting it again {}",
        status,
        lived.toSeconds(),
        wait.isZero() ? "now" : "in " + wait.toSeconds() + " s");
  }

  /** How long until a planned restart; empty where none is planned. */
  Optional<Duration> untilRestart() {
    return restartAtNanos == null
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, restartAtNanos - nanoTime.getAsLong())));
  }

  /** No restart any more. */
  void forgetRestart() {
    restartAtNanos = null;
  }

  /**
   * Asks the worker to stop and waits for it, as long as it says that it makes progress or {@code
   * patience} lasts.
   *
   * @return whether it ended by itself
   */
  boolean stop(Duration patience) throws InterruptedException {
    Process current = process;
    restartAtNanos = null;
    if (current == null) {
      return true;
    }
    return end(current, "stop", patience);
  }

  /** The worker's checks run. */
  void heard() {
    silence.heard();
  }

  /** The worker reads a file and says nothing until it has. */
  void busy() {
    silence.expected(LONGEST_READING);
  }

  /** A worker whose checks are stuck is killed: the next one adopts the table. */
  void endIfStuck() {
    Duration silent = silence.at(nanoTime.getAsLong());
    Process current = process;
    if (current == null || !ready) {
      silence.heard();
    } else if (silent.compareTo(LONGEST_SILENCE) > 0) {
      LOG.error(
          "killing worker {}: its checks have given no sign of life for {} s",
          current.pid(),
          silent.toSeconds());
      current.destroyForcibly();
      silence.heard();
    }
  }

  /** Asks the worker to end at once and to leave the table as it is. */
  void leave() throws InterruptedException {
    Process current = process;
    restartAtNanos = null;
    if (current != null) {
      end(current, "leave", PATIENCE_WITH_LEAVING);
    }
  }

  private boolean end(Process current, String how, Duration patience) throws InterruptedException {
    send(Link.message(how));
    if (current.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    LOG.warn(
        "worker {} did not stop within {} s, killing it; what is left of the IPVS table is adopted or removed at the next start",
        current.pid(),
        patience.toSeconds());
    current.destroyForcibly();
    current.waitFor(2, TimeUnit.SECONDS);
    return false;
  }
}
