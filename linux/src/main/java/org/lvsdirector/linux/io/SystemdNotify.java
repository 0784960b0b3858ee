package org.lvsdirector.linux.io;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tells the service manager how we are (sd_notify(3)).
 *
 * @param socket the value of NOTIFY_SOCKET; absent when nobody wants to know
 */
public record SystemdNotify(Optional<String> socket) {

  /** From the environment of this process. */
  public static SystemdNotify fromEnvironment() {
    return new SystemdNotify(Optional.ofNullable(System.getenv("NOTIFY_SOCKET")));
  }

  /**
   * Sends lines such as {@code READY=1}, {@code STATUS=…}, {@code WATCHDOG=1}.
   *
   * @return false if there is nobody to tell
   */
  public boolean send(String lines) throws LinuxException {
    if (socket.isEmpty() || socket.get().isEmpty()) {
      return false;
    }
    try (UnixDatagram datagram = new UnixDatagram(socket.get())) {
      datagram.send(lines.getBytes(StandardCharsets.UTF_8));
      return true;
    }
  }
}
