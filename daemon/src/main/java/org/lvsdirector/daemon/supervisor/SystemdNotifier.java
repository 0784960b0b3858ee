package org.lvsdirector.daemon.supervisor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.SystemdNotify;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd of the daemon's state (sd_notify(3)); does nothing where systemd did not ask. It
 * never waits: a state that systemd's full socket does not take is told again at the next turn,
 * since a lost READY=1 would have a healthy daemon killed when its time to start is over.
 */
final class SystemdNotifier {
  private static final Logger LOG = LoggerFactory.getLogger(SystemdNotifier.class);

  /** For a start with a large file on a slow machine, told again every second. */
  private static final Duration START = Duration.ofMinutes(1);

  /** A JVM that starts tells nothing; an ordinary watchdog would end it in the middle. */
  private static final Duration HAND_OVER = Duration.ofMinutes(5);

  /**
   * The main loop turns up to a hundred times as often, and systemd's socket holds ten messages.
   */
  private static final Duration PULSE = Duration.ofMillis(500);

  /** Takes one message; false where there is no room for it now. */
  private final Predicate<String> socket;

  /** The unit's own WatchdogSec, in microseconds. */
  private final Optional<String> watchdog;

  private final LongSupplier nanoTime;
  private final Deque<String> owed = new ArrayDeque<>();
  private long nextPulse;

  SystemdNotifier(Predicate<String> socket, Optional<String> watchdog, LongSupplier nanoTime) {
    this.socket = socket;
    this.watchdog = watchdog;
    this.nanoTime = nanoTime;
    this.nextPulse = nanoTime.getAsLong();
  }

  static SystemdNotifier fromEnvironment() {
    SystemdNotify socket = SystemdNotify.fromEnvironment();
    return new SystemdNotifier(
        lines -> take(socket, lines),
        Optional.ofNullable(System.getenv("WATCHDOG_USEC")),
        System::nanoTime);
  }

  /** Start-up goes on and must not be taken for stuck. */
  void starting() {
    var _ = socket.test("EXTEND_TIMEOUT_USEC=" + START.toNanos() / 1000);
  }

  /**
   * One turn of the main loop, however soon after the last.
   *
   * @param starting whether start-up goes on
   * @param alive whether both loops turn
   */
  void turn(boolean starting, boolean alive) {
    boolean settled = settle();
    long now = nanoTime.getAsLong();
    if (!settled || now - nextPulse < 0) {
      return;
    }
    nextPulse = now + PULSE.toNanos();
    if (starting) {
      starting();
    }
    if (alive) {
      watchdog();
    }
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
    var _ = socket.test("WATCHDOG=1");
  }

  /**
   * A state, which must arrive, and after those before it. While systemd stands still, reloads that
   * are over when it comes back are not told one by one.
   */
  private void send(String lines) {
    while (isReady(lines) && owed.stream().anyMatch(SystemdNotifier::isReady)) {
      owed.removeFirst();
    }
    owed.add(lines);
    var _ = settle();
  }

  private static boolean isReady(String lines) {
    return lines.startsWith("READY=1\n");
  }

  /** Tells what is owed; false if some of it still is. */
  private boolean settle() {
    while (!owed.isEmpty() && socket.test(owed.getFirst())) {
      owed.removeFirst();
    }
    return owed.isEmpty();
  }

  private static boolean take(SystemdNotify socket, String lines) {
    try {
      socket.send(lines);
      return true;
    } catch (LinuxException e) {
      LOG.debug("systemd: {}", e.getMessage());
      return !e.is(Errno.EAGAIN);
    }
  }
}
