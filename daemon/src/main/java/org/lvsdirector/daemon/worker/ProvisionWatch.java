package org.lvsdirector.daemon.worker;

import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsDirectorSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the real servers every so often ({@code @lvs_director provision_watch}), by running
 * {@code provision verify} as a program of its own: the SSH client never stands on this process's
 * class path, and a verification that hangs or runs out of memory costs the checks nothing. It only
 * looks. Log lines are written for changes alone.
 */
final class ProvisionWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProvisionWatch.class);

  /** A verification of a thousand servers that are all down needs half of it. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** The start belongs to the checks and the table. */
  private static final Duration FIRST = Duration.ofSeconds(10);

  private static final int MOST_OUTPUT = 4 << 20;

  private final RunOptions options;
  private final AtomicReference<KeepalivedConfig> config;
  private final History history;
  private final AtomicReference<VerifyReport> report = new AtomicReference<>(VerifyReport.NONE);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closed;
  private @Nullable Process running;

  ProvisionWatch(RunOptions options, AtomicReference<KeepalivedConfig> config, History history) {
    this.options = options;
    this.config = config;
    this.history = history;
    Thread.ofPlatform().daemon().name("provision-watch").start(this::watch);
  }

  /** Another configuration counts from now on. */
  void reload() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The latest result for the status; empty while the watch is off. */
  Optional<JsonObject> status() {
    Duration interval = settings().provisionWatch();
    if (interval.isZero()) {
      return Optional.empty();
    }
    JsonObject object = report.get().json();
    object.addProperty("interval", interval.toSeconds());
    return Optional.of(object);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      if (running != null) {
        running.destroy();
      }
    } finally {
      lock.unlock();
    }
  }

  private LvsDirectorSettings settings() {
    return config.get().global().director();
  }

  private void watch() {
    Instant last = Instant.now().minus(settings().provisionWatch()).plus(FIRST);
    while (waitUntilDue(last)) {
      VerifyReport before = report.get();
      VerifyReport now = verify(before);
      if (!isClosed()) {
        report.set(now);
        now.changesSince(before).forEach(this::tell);
      }
      last = Instant.now();
    }
    report.set(VerifyReport.NONE);
  }

  /** Waits for the interval of the configuration that counts; false at the end. */
  private boolean waitUntilDue(Instant last) {
    lock.lock();
    try {
      while (!closed) {
        Duration interval = settings().provisionWatch();
        if (interval.isZero()) {
          report.set(VerifyReport.NONE);
          changed.await();
          continue;
        }
        long left = Duration.between(Instant.now(), last.plus(interval)).toNanos();
        if (left <= 0 || changed.awaitNanos(Math.min(left, interval.toNanos())) <= 0) {
          return !closed;
        }
      }
      return false;
    } catch (InterruptedException _) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private VerifyReport verify(VerifyReport before) {
    try {
      Process process = start();
      try {
        FutureTask<String> errors = read("errors", process.getErrorStream());
        FutureTask<String> output = read("output", process.getInputStream());
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
          return before.withTrouble(
              Instant.now(), "not finished within " + LONGEST.toMinutes() + " minutes");
        }
        return VerifyReport.read(output.get(), errors.get(), Instant.now(), before);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return before.withTrouble(Instant.now(), "provision cannot be started: " + e.getMessage());
    } catch (ExecutionException e) {
      return before.withTrouble(Instant.now(), "provision cannot be read: " + e.getCause());
    } catch (InterruptedException _) {
      return before;
    }
  }

  private Process start() throws IOException {
    List<String> command =
        VerifyProgram.command(
            Path.of(System.getProperty("lvsdirector.home", ".")),
            options.file(),
            options.configId(),
            settings().provisionInventory());
    lock.lock();
    try {
      if (closed) {
        throw new IOException("the daemon stops");
      }
      Process process = new ProcessBuilder(command).redirectInput(new File("/dev/null")).start();
      running = process;
      return process;
    } finally {
      lock.unlock();
    }
  }

  /** Both streams are read at once, so that neither fills up while the other is waited for. */
  private static FutureTask<String> read(String name, InputStream stream) {
    FutureTask<String> task =
        new FutureTask<>(() -> new String(stream.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8));
    Thread.ofPlatform().daemon().name("provision-watch-" + name).start(task);
    return task;
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void tell(VerifyReport.Change change) {
    history.add(new History.Entry(Instant.now(), change.who(), "", change.what(), change.why()));
    if (change.good()) {
      LOG.info("provision_watch: {} {}", change.who(), change.what());
    } else {
      LOG.warn("provision_watch: {} {}: {}", change.who(), change.what(), change.why());
    }
  }
}
