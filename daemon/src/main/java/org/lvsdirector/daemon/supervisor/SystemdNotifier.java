package org.lvsdirector.daemon.supervisor;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.SystemdNotify;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells systemd of the daemon's state (sd_notify(3)); does nothing where systemd did not ask. */
final class SystemdNotifier {
  private static final Logger LOG = LoggerFactory.getLogger(SystemdNotifier.class);

  /** For a start with a large file on a slow machine, told again every second. */
  private static final Duration START = Duration.ofMinutes(1);

  /** A JVM that starts tells nothing; an ordinary watchdog would end it in the middle. */
  private static final Duration HAND_OVER = Duration.ofMinutes(5);

  private final Consumer<String> socket;

  /** The unit's own WatchdogSec, in microseconds. */
  private final Optional<String> watchdog;

  SystemdNotifier(Consumer<String> socket, Optional<String> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  static SystemdNotifier fromEnvironment() {
    SystemdNotify socket = SystemdNotify.fromEnvironment();
    return new SystemdNotifier(
        lines -> send(socket, lines), Optional.ofNullable(System.getenv("WATCHDOG_USEC")));
  }

  /** Start-up goes on and must not be taken for stuck. */
  void starting() {
    send("EXTEND_TIMEOUT_USEC=" + START.toNanos() / 1000);
  }

  /** Start-up or a reload is complete. */
  void ready(String status) {
    String again = watchdog.map(usec -> "\nWATCHDOG_USEC=" + usec).orElse("");
    send("READY=1\nSTATUS=" + status + again);
  }

  /** This process becomes another program, which says that it is ready. */
  void handingOver() {
    String longer = watchdog.map(_ -> "\nWATCHDOG_USEC=" + HAND_OVER.toNanos() / 1000).orElse("");
    send("STATUS=handing over to the installed program" + longer);
    watchdog();
  }

  /**
   * A reload begins; systemd wants the time of CLOCK_MONOTONIC with it, which is what nanoTime
   * reads on Linux.
   */
  void reloading() {
    send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1000);
  }

  void stopping() {
    send("STOPPING=1\nSTATUS=stopping");
  }

  /** Both loops are alive. */
  void watchdog() {
    send("WATCHDOG=1");
  }

  private void send(String lines) {
    socket.accept(lines);
  }

  private static void send(SystemdNotify socket, String lines) {
    try {
      socket.send(lines);
    } catch (LinuxException e) {
      LOG.debug("systemd: {}", e.getMessage());
    }
  }
}
