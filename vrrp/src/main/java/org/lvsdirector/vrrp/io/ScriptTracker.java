package org.lvsdirector.vrrp.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.linux.io.Credentials;
import org.lvsdirector.linux.io.ExitStatus;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.ProcessControl;
import org.lvsdirector.linux.io.Spawn;
import org.lvsdirector.linux.io.SpawnedProcess;
import org.lvsdirector.linux.io.UserDatabase;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.ScriptUser;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one {@code vrrp_script} again and again, from start to start (keepalived reference, VRRP
 * 12). A command that cannot be executed has failed; keepalived takes it for a success (12.7,
 * fixed).
 */
final class ScriptTracker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("org.lvsdirector.vrrp");
  private static final Duration KILL_AFTER = Duration.ofSeconds(2);
  private static final Duration KILL_AGAIN = Duration.ofSeconds(10);

  private final VrrpScript script;
  private final Optional<String> namespace;
  private final Consumer<RouterEvent> reports;
  private final Thread thread;
  private final long interval;
  private volatile boolean closed;
  private volatile @Nullable SpawnedProcess running;

  // Of its own thread alone.
  private long due;
  private String lastStatus = "0";

  private ScriptTracker(
      VrrpScript script, Optional<String> namespace, Consumer<RouterEvent> reports) {
    this.script = script;
    this.namespace = namespace;
    this.reports = reports;
    this.interval = script.interval().toNanos();
    this.thread = Thread.ofVirtual().name("vrrp_script " + script.name()).unstarted(this::run);
  }

  static ScriptTracker start(
      VrrpScript script, Optional<String> namespace, Consumer<RouterEvent> reports) {
    var tracker = new ScriptTracker(script, namespace, reports);
    tracker.thread.start();
    return tracker;
  }

  private void run() {
    try {
      due = System.nanoTime();
      while (!closed) {
        due += interval;
        once();
        if (closed) {
          return;
        }
        skipRunsDue();
        Thread.sleep(Duration.ofNanos(due - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      // closed
      Thread.currentThread().interrupt();
    }
  }

  private void once() throws InterruptedException {
    ScriptCommand command = script.command();
    if (command.isFileTest()) {
      returned(Files.isReadable(Path.of(command.testedFile())) ? "0" : "2");
      return;
    }
    try {
      SpawnedProcess process = spawn(command).start();
      running = process;
      Optional<ExitStatus> status = await(process, script.timeout());
      if (status.isPresent()) {
        returned(text(status.get()));
      } else {
        // Before it is ended: what waits for a dead disk does not end at all.
        tell(new RouterEvent.ScriptRan(script.name(), false, true));
        kill(process);
      }
      running = null;
    } catch (LinuxException e) {
      returned(e.getMessage());
    }
  }

  /** Waits for its end and, while it runs, skips the runs that come due. */
  private Optional<ExitStatus> await(SpawnedProcess process, Duration limit)
      throws LinuxException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      long now = System.nanoTime();
      Optional<ExitStatus> status =
          process.waitFor(Duration.ofNanos(Math.min(end - now, due - now)));
      if (status.isPresent() || end - System.nanoTime() <= 0) {
        return status;
      }
      skipRunsDue();
    }
  }

  /** A run is skipped while the one before it is not over (12.1). */
  private void skipRunsDue() {
    long late = System.nanoTime() - due;
    if (late < 0) {
      return;
    }
    if (!closed) {
      LOG.info("VRRP_Script({}) still runs when it is due again; run skipped", script.name());
    }
    due += (late / interval + 1) * interval;
  }

  /** A status that differs from the last one is said once; success goes without saying (12.6). */
  private void returned(@Nullable String status) {
    String text = String.valueOf(status);
    if (!text.equals(lastStatus)) {
      LOG.info("Script `{}` now returning {}", script.name(), text);
      lastStatus = text;
    }
    tell(new RouterEvent.ScriptRan(script.name(), text.equals("0")));
  }

  private void tell(RouterEvent result) {
    if (!closed) {
      reports.accept(result);
    }
  }

  private static String text(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Exited(int code) -> Integer.toString(code);
      case ExitStatus.Signalled(int signal) -> "signal " + signal;
      case ExitStatus.Unknown _ -> "an unknown status";
    };
  }

  /** TERM to its process group, KILL after 2 s and then every 10 s (12.2). */
  private void kill(SpawnedProcess process) throws LinuxException, InterruptedException {
    if (!process.signalGroup(ProcessControl.SIGTERM) || await(process, KILL_AFTER).isPresent()) {
      return;
    }
    do {
      if (!process.signalGroup(ProcessControl.SIGKILL)) {
        return;
      }
    } while (await(process, KILL_AGAIN).isEmpty());
  }

  private Spawn spawn(ScriptCommand command) throws LinuxException {
    List<String> words = new ArrayList<>(command.argv());
    words.set(0, command.executable());
    Spawn spawn = Spawn.of(words, environment());
    ScriptUser user = command.runAs();
    if (user.uid() != ProcessControl.effectiveUid() || user.gid() != ProcessControl.gid()) {
      spawn = spawn.as(credentials(user));
    }
    return namespace.isPresent() ? spawn.inNamespace(namespace.get()) : spawn;
  }

  private static Credentials credentials(ScriptUser user) throws LinuxException {
    List<Integer> groups =
        user.supplementaryGroups() && user.user().isPresent()
            ? UserDatabase.groupsOf(user.user().get(), user.gid())
            : List.of(user.gid());
    return new Credentials(user.uid(), user.gid(), groups);
  }

  /**
   * Ours without what could change how programs are loaded (keepalived reference, parser 22.12).
   */
  private static Map<String, String> environment() {
    Map<String, String> inherited = new HashMap<>(System.getenv());
    List.of("IFS", "LD_PRELOAD", "LD_LIBRARY_PATH").forEach(inherited::remove);
    return inherited;
  }

  @Override
  public void close() {
    closed = true;
    SpawnedProcess process = running;
    if (process != null) {
      try {
        boolean _ = process.signalGroup(ProcessControl.SIGTERM);
      } catch (LinuxException e) {
        LOG.debug("ending script {}: {}", script.name(), e.getMessage());
      }
    } else {
      thread.interrupt();
    }
  }
}
