package org.lvsdirector.daemon.worker;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.ProcessName;
import org.lvsdirector.daemon.ProcessTuner;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.config.KnownErrors;
import org.lvsdirector.daemon.link.Link;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.ProcessTuning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's life: start the halves, then do what the main process says, one message at a time.
 */
final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final long PULSE_MILLIS = 1_000;

  private final RunOptions options;
  private final Link link;
  private final ConfigurationReader reader;
  private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();

  Worker(RunOptions options, Link link) {
    this.options = options;
    this.link = link;
    this.reader = ConfigurationReader.of(options).withoutLints().remembering();
  }

  /** Runs until told to stop; the answer is the exit status. */
  int run() {
    link.listen(
        "main-link",
        messages::add,
        line -> LOG.warn("main process: {}", line),
        () -> Runtime.getRuntime().halt(ExitStatus.OK));
    ParseResult read = reader.read();
    if (System.getenv(Link.WAIT_VARIABLE) != null) {
      awaitGo();
    }
    if (read.startStatus() != ExitStatus.OK) {
      LOG.error(
          "{} cannot be run any more (status {}); the table stays as it is",
          options.file(),
          read.startStatus());
      return read.startStatus();
    }
    String known = System.getenv(KnownErrors.VARIABLE);
    Optional<String> error =
        known == null ? Optional.empty() : KnownErrors.parse(known).firstNew(read);
    if (error.isPresent()) {
      LOG.error(
          "{} has been broken since it was accepted: {}; nobody checks the servers and the table"
              + " stays as it is until the file is mended",
          options.file(),
          error.get());
      return ExitStatus.PROGRAM_ERROR;
    }
    ProcessTuning tuning = read.config().global().checkerProcess();
    tuning.name().ifPresent(ProcessName::take);
    new ProcessTuner("checker").apply(tuning);
    WorkerRuntime runtime;
    try {
      runtime = WorkerRuntime.start(options, read.config(), new MainProcessLink(link));
    } catch (LinuxException e) {
      LOG.error("{}", e.getMessage());
      return ExitStatus.FATAL;
    }
    link.send("ready");
    return serve(runtime);
  }

  /** The main process reads the same file now, and may find that it cannot be run. */
  private void awaitGo() {
    JsonObject message = next();
    while (message == null || !Link.kind(message).equals("go")) {
      message = next();
    }
  }

  private int serve(WorkerRuntime runtime) {
    while (true) {
      JsonObject message = next();
      if (runtime.isAlive()) {
        link.send("alive");
      }
      if (message == null) {
        continue;
      }
      switch (Link.kind(message)) {
        case "stop" -> {
          runtime.stop();
          return ExitStatus.OK;
        }
        case "leave" -> {
          runtime.leave();
          return ExitStatus.OK;
        }
        case "reload" -> {
          link.send("reading");
          reload(runtime);
          link.send("reloaded");
        }
        case "reload-refused" -> runtime.reloadRefused(message.get("detail").getAsString());
        case "vrrp" -> runtime.vrrp(message.getAsJsonObject("status"));
        case "dump" -> runtime.dump(message.get("detail").getAsString());
        default -> LOG.warn("the main process said something unknown: {}", message);
      }
    }
  }

  private void reload(WorkerRuntime runtime) {
    ParseResult fresh = reader.read();
    if (fresh.startStatus() == ExitStatus.OK) {
      runtime.reload(fresh.config());
    } else {
      LOG.error(
          "{} changed again and cannot be run now; the running configuration stays",
          options.file());
      runtime.reloadRefused("the file changed again while it was read");
    }
  }

  private @Nullable JsonObject next() {
    try {
      return messages.poll(PULSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      return null;
    }
  }
}
