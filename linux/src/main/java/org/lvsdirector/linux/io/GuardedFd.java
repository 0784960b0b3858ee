package org.lvsdirector.linux.io;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.lvsdirector.linux.io.FdWaiter.Outcome;

/**
 * A non-blocking descriptor that any thread may close while others wait for it: they are woken, and
 * the number goes back to the kernel only after the last of them has left.
 */
final class GuardedFd {

  /** An operation on the descriptor that answers -errno for failure. */
  @FunctionalInterface
  interface Attempt {
    long run(int fd);
  }

  private final Fd fd;
  private final boolean closedByInterrupt;
  private int users;
  private volatile boolean closing;

  /** A socket: as in java.net, interrupting a thread that waits for it closes it. */
  GuardedFd(Fd fd) {
    this(fd, true);
  }

  GuardedFd(Fd fd, boolean closedByInterrupt) {
    this.fd = fd;
    this.closedByInterrupt = closedByInterrupt;
  }

  Fd fd() {
    return fd;
  }

  boolean isClosed() {
    return closing;
  }

  private synchronized void enter() throws SocketException {
    if (closing) {
      throw new SocketException("Socket closed");
    }
    users++;
  }

  private synchronized void leave() {
    if (--users == 0 && closing) {
      fd.close();
    }
  }

  /** Closes once; whoever waits gets a SocketException. */
  synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    if (users == 0) {
      fd.close();
    } else {
      FdWaiter.wake(fd.number());
    }
  }

  /**
   * Repeats an operation until it does not answer EAGAIN.
   *
   * @param deadline of nanoTime, or Long.MAX_VALUE
   * @param what named in the timeout: {@code Read}
   * @return the result, not negative or -errno but never -EAGAIN
   */
  long retry(int interest, long deadline, String what, Attempt attempt)
      throws SocketException, SocketTimeoutException, LinuxException {
    enter();
    try {
      while (true) {
        long rc = attempt.run(fd.number());
        if (rc == -Errno.EINTR.code()) {
          continue;
        }
        if (rc != -Errno.EAGAIN.code()) {
          return rc;
        }
        await(interest, deadline, what);
      }
    } finally {
      leave();
    }
  }

  /** Waits once for readiness. */
  void awaitReady(int interest, long deadline, String what)
      throws SocketException, SocketTimeoutException, LinuxException {
    enter();
    try {
      await(interest, deadline, what);
    } finally {
      leave();
    }
  }

  private void await(int interest, long deadline, String what)
      throws SocketException, SocketTimeoutException, LinuxException {
    Outcome outcome = FdWaiter.await(fd.number(), interest, deadline, this::isClosed);
    switch (outcome) {
      case READY -> {}
      case TIMEOUT -> throw new SocketTimeoutException(what + " timed out");
      case CANCELLED -> throw new SocketException("Socket closed");
      case INTERRUPTED -> {
        if (closedByInterrupt) {
          close();
        }
        throw new SocketException("Closed by interrupt");
      }
    }
  }
}
