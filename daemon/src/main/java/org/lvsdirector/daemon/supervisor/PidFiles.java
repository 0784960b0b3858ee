package org.lvsdirector.daemon.supervisor;

import java.nio.file.Path;
import java.util.Optional;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.parser.model.ProcessSettings;

/**
 * Where pid files are (keepalived reference, VRRP 26.4): in {@code /run}, or in {@code
 * /run/keepalived} with the instance's name inside theirs where {@code instance}, {@code
 * net_namespace} or {@code use_pid_dir} is set. {@code lvs-director run} writes only those that are
 * asked for, so that several can run for a trial.
 *
 * @param main of the main process
 * @param vrrp of the VRRP half: the main process's pid as well
 * @param checkers of the worker
 */
record PidFiles(Optional<Path> main, Optional<Path> vrrp, Optional<Path> checkers) {
  /** The main process's, unless told otherwise. */
  static final Path MAIN = Path.of("/run/keepalived.pid");

  static PidFiles of(RunOptions options, ProcessSettings settings, boolean keepalived) {
    RunOptions.ProcessOptions process = options.process();
    return new PidFiles(
        process.pidFile().or(() -> usual("keepalived", settings, keepalived)),
        process.vrrpPidFile().or(() -> usual("vrrp", settings, keepalived)),
        process.checkersPidFile().or(() -> usual("checkers", settings, keepalived)));
  }

  private static Optional<Path> usual(String name, ProcessSettings settings, boolean keepalived) {
    if (!keepalived) {
      return Optional.empty();
    }
    boolean own =
        settings.usePidDir()
            || settings.instance().isPresent()
            || settings.netNamespace().isPresent();
    if (!own) {
      return Optional.of(Path.of("/run", name + ".pid"));
    }
    String infix = settings.instance().map(i -> "_" + i).orElse("");
    return Optional.of(Path.of("/run/keepalived", name + infix + ".pid"));
  }
}
