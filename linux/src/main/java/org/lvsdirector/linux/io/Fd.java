package org.lvsdirector.linux.io;

import java.util.concurrent.atomic.AtomicBoolean;
import org.lvsdirector.linux.ffi.Sys;

/**
 * An open file descriptor that is closed once. Close it from the thread that uses it, or after that
 * thread has been woken: the number may be given to another file at once.
 */
public final class Fd implements AutoCloseable {

  private final int number;
  private final AtomicBoolean closed = new AtomicBoolean();

  Fd(int number) {
    this.number = number;
  }

  /**
   * The number; -1 after close, so that a late use fails with EBADF instead of hitting a stranger.
   */
  public int number() {
    return closed.get() ? -1 : number;
  }

  public boolean isOpen() {
    return !closed.get();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      // On Linux the number is free even when close reports an error, so there is nothing to retry.
      int _ = Sys.LIBC.close(number);
    }
  }

  @Override
  public String toString() {
    return "fd " + number();
  }
}
