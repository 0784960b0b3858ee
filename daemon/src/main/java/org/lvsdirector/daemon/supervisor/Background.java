package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.ProcessControl;

/**
 * Goes to the background as keepalived does without {@code -n}. A Java process cannot fork itself,
 * so another one is started with {@code --dont-fork}; this one waits a moment for it to fail early,
 * passing its complaints on, and then ends. What the daemon writes to standard error later goes
 * nowhere, as with keepalived.
 */
final class Background {
  private static final long EARLY_FAILURE_MILLIS = 3_000;

  private static final String DETACH = "lvsdirector.detach";

  private final List<String> arguments;

  Background(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  /**
   * Leaves the terminal, in the process that was started for the background: one that closes would
   * send SIGHUP, and so a reload.
   */
  static void detachIfAsked() {
    if (Boolean.getBoolean(DETACH)) {
      try {
        ProcessControl.newSession();
      } catch (LinuxException e) {
        System.err.println(e.getMessage() + "; the terminal's end will make the daemon reload");
      }
    }
  }

  int start() {
    List<String> options = new ArrayList<>(arguments);
    options.addFirst("--dont-fork");
    options.addFirst("keepalived");
    try {
      Process daemon =
          new ProcessBuilder(
                  new JvmCommand(JvmCommand.home()).main(List.of("-D" + DETACH + "=true"), options))
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Thread.ofVirtual().start(() -> passOn(daemon.getErrorStream()));
      return daemon.waitFor(EARLY_FAILURE_MILLIS, TimeUnit.MILLISECONDS)
          ? daemon.exitValue()
          : ExitStatus.OK;
    } catch (IOException e) {
      System.err.println("cannot start the daemon in the background: " + e.getMessage());
      return ExitStatus.FATAL;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitStatus.FATAL;
    }
  }

  private static void passOn(InputStream complaints) {
    try {
      complaints.transferTo(System.err);
    } catch (IOException _) {
      // The daemon is gone; its exit status says the rest.
    }
  }
}
