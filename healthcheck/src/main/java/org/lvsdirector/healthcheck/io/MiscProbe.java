package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.healthcheck.check.WeightAdvice;
import org.lvsdirector.linux.io.Credentials;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.ExitStatus;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.ProcessControl;
import org.lvsdirector.linux.io.Spawn;
import org.lvsdirector.linux.io.SpawnedProcess;
import org.lvsdirector.linux.io.UserDatabase;
import org.lvsdirector.parser.model.MiscCheck;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.ScriptUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MISC_CHECK: a program whose exit status is the verdict (keepalived reference, LVS 21). One that
 * overruns gets SIGTERM, two seconds later SIGKILL, always with everything it started.
 */
final class MiscProbe implements Probe {
  private static final Logger LOG = LoggerFactory.getLogger(MiscProbe.class);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration KILL_AGAIN = Duration.ofSeconds(10);
  private static final Errno ENOEXEC = new Errno(8);

  private final MiscCheck check;
  private volatile @Nullable SpawnedProcess running;

  MiscProbe(MiscCheck check) {
    this.check = check;
  }

  @Override
  public CheckResult run(int url) {
    var watch = new Stopwatch();
    if (check.command().isFileTest()) {
      return fileTest(watch);
    }
    try {
      SpawnedProcess process = start(check.command());
      running = process;
      try {
        Optional<ExitStatus> status = process.waitFor(check.timeout());
        return status.isPresent()
            ? meaning(status.get(), check.dynamic(), watch.elapsed())
            : overrun(process, watch);
      } finally {
        running = null;
      }
    } catch (LinuxException e) {
      // keepalived never runs the checker again after a failed fork (reference, LVS 34.10).
      return new CouldNotRun(Failure.reason(e), watch.elapsed());
    } catch (InterruptedException _) {
      return new CouldNotRun("interrupted", watch.elapsed());
    }
  }

  private CheckResult fileTest(Stopwatch watch) {
    Path file = Path.of(check.command().testedFile());
    return Files.isReadable(file)
        ? new Passed(file + " can be read", watch.elapsed())
        : new Failed(file + " cannot be read", watch.elapsed());
  }

  private static SpawnedProcess start(ScriptCommand command) throws LinuxException {
    var words = new ArrayList<>(command.argv());
    words.set(0, command.executable());
    try {
      return spawn(words, command.runAs());
    } catch (LinuxException e) {
      if (!e.is(ENOEXEC)) {
        throw e;
      }
      // A script without an interpreter line is the shell's, as for every exec of the C library.
      words.addFirst("/bin/sh");
      return spawn(words, command.runAs());
    }
  }

  private static SpawnedProcess spawn(List<String> words, ScriptUser user) throws LinuxException {
    Spawn spawn = Spawn.of(words, environment());
    boolean self =
        user.uid() == ProcessControl.uid()
            && user.gid() == ProcessControl.gid()
            && !user.supplementaryGroups();
    return (self ? spawn : spawn.as(credentials(user))).start();
  }

  private static Credentials credentials(ScriptUser user) throws LinuxException {
    List<Integer> groups =
        user.supplementaryGroups() && user.user().isPresent()
            ? UserDatabase.groupsOf(user.user().get(), user.gid())
            : List.of();
    return new Credentials(user.uid(), user.gid(), groups);
  }

  /** What could change how a program is read or loaded is not handed on. */
  private static Map<String, String> environment() {
    var environment = new HashMap<>(System.getenv());
    List.of("IFS", "LD_PRELOAD", "LD_LIBRARY_PATH").forEach(environment::remove);
    return environment;
  }

  /** What an exit status means. */
  static CheckResult meaning(ExitStatus status, boolean dynamic, Duration took) {
    return switch (status) {
      case ExitStatus.Exited(var code) when code == 0 -> new Passed("exited with status 0", took);
      case ExitStatus.Exited(var code) when dynamic && code >= 2 ->
          new Passed(
              "exited with status " + code + ": weight " + (code - 2),
              took,
              new WeightAdvice.Exactly(code - 2L));
      case ExitStatus.Exited(var code) -> new Failed("exited with status " + code, took);
      case ExitStatus.Signalled(var signal) -> new Failed("killed by signal " + signal, took);
      case ExitStatus.Unknown _ -> new Failed("its exit status was lost", took);
    };
  }

  private CheckResult overrun(SpawnedProcess process, Stopwatch watch)
      throws LinuxException, InterruptedException {
    String limit = Stopwatch.text(check.timeout());
    boolean _ = process.signalGroup(ProcessControl.SIGTERM);
    String how = "SIGTERM";
    if (process.waitFor(GRACE).isEmpty()) {
      boolean _ = process.signalGroup(ProcessControl.SIGKILL);
      how = "SIGKILL, since it ignored SIGTERM";
      if (process.waitFor(GRACE).isEmpty()) {
        how = "SIGKILL, and has still not ended";
        Thread.ofVirtual().name("reap " + process.pid()).start(() -> reap(process));
      }
    }
    return new Failed(
        "timed out after " + limit + " and was ended by " + how, watch.elapsed(), true);
  }

  /** A process that outlives SIGKILL hangs in the kernel; it is collected whenever it comes out. */
  private void reap(SpawnedProcess process) {
    LOG.warn(
        "Check program {} (pid {}) has not ended after SIGKILL; it hangs in the kernel",
        check.command(),
        process.pid());
    try {
      while (process.waitFor(KILL_AGAIN).isEmpty()) {
        boolean _ = process.signalGroup(ProcessControl.SIGKILL);
      }
    } catch (LinuxException | InterruptedException e) {
      LOG.warn("Check program {} could not be collected: {}", check.command(), e.toString());
    }
  }

  /** The configuration is gone: SIGTERM, and SIGKILL a second later for those that stay. */
  @Override
  public void close() {
    SpawnedProcess process = running;
    if (process == null) {
      return;
    }
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                boolean _ = process.signalGroup(ProcessControl.SIGTERM);
                if (process.waitFor(Duration.ofSeconds(1)).isEmpty()) {
                  boolean _ = process.signalGroup(ProcessControl.SIGKILL);
                }
              } catch (IOException | InterruptedException e) {
                LOG.warn("Check program {} could not be ended: {}", check.command(), e.toString());
              }
            });
  }
}
