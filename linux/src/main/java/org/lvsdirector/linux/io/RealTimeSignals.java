package org.lvsdirector.linux.io;

import org.lvsdirector.linux.ffi.Symbols;
import org.lvsdirector.linux.ffi.Sys;

/**
 * Receives one real-time signal (34..64 are SIGRTMIN..SIGRTMAX), which sun.misc.Signal cannot: it
 * knows signals by name and has no names for these; unhandled they end the process.
 *
 * <p>A handler must be native code that is safe at any moment on any thread, and a signalfd would
 * need the signal blocked in the threads the JVM has made before us. So the handler is a function
 * of the C library itself, {@code eventfd_write}: the kernel calls it with the signal number as
 * first argument, and we put an eventfd at the descriptor of that number. What it adds to the
 * counter is any number but zero. Make it early in {@code main}, while that descriptor is free.
 */
public final class RealTimeSignals implements Pollable {

  private static final int FIRST = 34;
  private static final int LAST = 64;
  private static final int F_DUPFD_CLOEXEC = 1030;

  private final Fd fd;

  private RealTimeSignals(Fd fd) {
    this.fd = fd;
  }

  /** SIGRTMIN + n. */
  public static int fromMinimum(int n) {
    return FIRST + n;
  }

  /** SIGRTMAX - n. */
  public static int fromMaximum(int n) {
    return LAST - n;
  }

  /** Makes a signal harmless: it is ignored. */
  public static void ignore(int signal) throws LinuxException {
    SignalAction.set(signal, SignalAction.SIG_IGN);
  }

  /** Receives a signal. EBUSY, and nothing changed, if the descriptor it needs is taken. */
  public static RealTimeSignals receive(int signal) throws LinuxException {
    if (signal < FIRST || signal > LAST) {
      throw new IllegalArgumentException("signal " + signal + " (expected 34..64)");
    }
    long handler = Symbols.address("eventfd_write");
    if (handler == 0) {
      throw new LinuxException("receive signal", "" + signal, Errno.ENOSYS);
    }
    int made = Sys.check(Sys.LIBC.eventfd(0, Const.O_NONBLOCK | Const.O_CLOEXEC));
    int placed;
    try (Fd first = new Fd(LinuxException.check(made, "open", "eventfd"))) {
      // The lowest free number that is not below the signal's.
      placed = Sys.check(Sys.LIBC.fcntl(first.number(), F_DUPFD_CLOEXEC, (long) signal));
    }
    Fd fd = new Fd(LinuxException.check(placed, "place", "eventfd"));
    if (placed != signal) {
      fd.close();
      throw new LinuxException("receive signal", "" + signal, Errno.EBUSY);
    }
    try {
      SignalAction.set(signal, handler);
    } catch (LinuxException e) {
      fd.close();
      throw e;
    }
    return new RealTimeSignals(fd);
  }

  @Override
  public Fd fd() {
    return fd;
  }

  /** True if the signal has come since the last call, once or more often. */
  public boolean take() {
    return Sys.check(Sys.LIBC.read(fd.number(), new byte[8], 8)) == 8;
  }

  /** Ignores the signal from now on. */
  @Override
  public void close() {
    int signal = fd.number();
    try {
      if (signal >= 0) {
        ignore(signal);
      }
    } catch (LinuxException e) {
      throw new IllegalStateException(e);
    } finally {
      fd.close();
    }
  }
}
