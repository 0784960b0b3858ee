package org.lvsdirector.linux.io;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.linux.ffi.Sys;

/**
 * Waits for several sockets, or a wake-up, or a deadline: the heart of a loop thread.
 *
 * <p>Only {@link #wakeup} may be called from another thread. Waiting is a native call: use it on a
 * platform thread.
 */
public final class Poller implements AutoCloseable {

  private static final int ENTRY = 8;

  private final Wakeup wakeup;
  private final List<Pollable> watched = new ArrayList<>();
  private ByteBuffer entries = Sys.allocate(ENTRY);

  /** Makes a poller that watches nothing but its own wake-up. */
  public Poller() throws LinuxException {
    wakeup = new Wakeup();
  }

  /** Watches for something to read. */
  public void add(Pollable source) {
    watched.add(source);
    entries = Sys.allocate((watched.size() + 1) * ENTRY);
  }

  /** Stops watching; do so before closing the source. */
  public void remove(Pollable source) {
    watched.remove(source);
  }

  /** Ends the present wait, or the next one if there is none. Any thread. */
  public void wakeup() {
    wakeup.wake();
  }

  /**
   * Waits for at most this long (a negative duration counts as zero; the resolution is that of the
   * kernel, tens of microseconds) and answers what can be read. Sources with an error count as
   * readable, so that the read reports it. Empty after a deadline, a wake-up or a signal.
   */
  public List<Pollable> await(Duration limit) throws LinuxException {
    Duration left = limit.isNegative() ? Duration.ZERO : limit;
    byte[] time = SockOpt.host(16).putLong(left.toSeconds()).putLong(left.toNanosPart()).array();
    entry(0, wakeup.fd());
    for (int i = 0; i < watched.size(); i++) {
      entry(i + 1, watched.get(i).fd());
    }
    int rc = Sys.check(Sys.LIBC.ppoll(entries, watched.size() + 1L, time, 0));
    if (rc == -Errno.EINTR.code()) {
      return List.of();
    }
    return LinuxException.check(rc, "poll", watched.size() + " sockets") == 0 ? List.of() : ready();
  }

  private void entry(int slot, Fd fd) {
    entries.putInt(slot * ENTRY, fd.number()).putShort(slot * ENTRY + 4, Const.POLLIN);
    entries.putShort(slot * ENTRY + 6, (short) 0);
  }

  private List<Pollable> ready() {
    if (entries.getShort(6) != 0) {
      wakeup.drain();
    }
    List<Pollable> ready = new ArrayList<>();
    for (int i = 0; i < watched.size(); i++) {
      if (entries.getShort((i + 1) * ENTRY + 6) != 0) {
        ready.add(watched.get(i));
      }
    }
    return ready;
  }

  /** Closes the wake-up; the sources stay open. */
  @Override
  public void close() {
    wakeup.close();
  }
}
