package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.ProcessControl;

/** The daemon that runs already, found by its pid file. */
final class RunningDaemon {
  private final Path pidFile;

  RunningDaemon(RunOptions options) {
    this.pidFile = options.process().pidFile().orElse(PidFiles.MAIN);
  }

  /** Makes it reload; the answer is the exit status. */
  int reload() {
    try {
      int pid = Integer.parseInt(Files.readString(pidFile).strip());
      ProcessControl.kill(pid, ProcessControl.SIGHUP);
      return ExitStatus.OK;
    } catch (LinuxException e) {
      System.err.println("cannot signal the daemon named in " + pidFile + ": " + e.getMessage());
    } catch (IOException | NumberFormatException _) {
      System.err.println(
          "no running daemon: pid file "
              + pidFile
              + " is missing or holds no number (another one: -p FILE)");
    }
    return ExitStatus.FATAL;
  }
}
