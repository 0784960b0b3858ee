package org.lvsdirector.daemon.notify;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
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

  /** Starts a script on a thread of its own; what goes wrong is logged. */
  void start(ScriptCommand script) {
    if (!places.tryAcquire()) {
      LOG.error(
          "{} scripts run already, not starting {}; look for one that hangs", AT_ONCE, script);
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("script")
        .start(
            () -> {
              try {
                run(script, AGE);
              } finally {
                places.release();
              }
            });
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
      try {
        Optional<ExitStatus> status = process.waitFor(limit);
        return status.isPresent() ? status : end(process, script);
      } finally {
        running.remove(process);
      }
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
   * Starts a program that lives as long as we do, such as a FIFO's reader; it is ended by {@link
   * #endAll}.
   */
  void startReader(ScriptCommand script) {
    Thread.ofPlatform()
        .daemon()
        .name("fifo-script")
        .start(
            () ->
                run(script, AGE)
                    .ifPresent(status -> LOG.warn("FIFO script {} ended: {}", script, status)));
  }

  /** Sends SIGTERM to every script that still runs. */
  void endAll() {
    for (SpawnedProcess process : running) {
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
