package org.lvsdirector.daemon.supervisor;

import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.SystemdNotify;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells systemd of the daemon's state (sd_notify(3)); does nothing where systemd did not ask. */
final class SystemdNotifier {
  private static final Logger LOG = LoggerFactory.getLogger(SystemdNotifier.class);

  private final SystemdNotify socket;

  private SystemdNotifier(SystemdNotify socket) {
    this.socket = socket;
  }

  static SystemdNotifier fromEnvironment() {
    return new SystemdNotifier(SystemdNotify.fromEnvironment());
  }

  /** Start-up or a reload is complete. */
  void ready(String status) {
    send("READY=1\nSTATUS=" + status);
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
    try {
      socket.send(lines);
    } catch (LinuxException e) {
      LOG.debug("systemd: {}", e.getMessage());
    }
  }
}
