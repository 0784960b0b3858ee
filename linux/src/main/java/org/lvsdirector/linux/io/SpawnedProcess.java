package org.lvsdirector.linux.io;

import java.io.ByteArrayOutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.lvsdirector.linux.ffi.Arch;
import org.lvsdirector.linux.ffi.Sys;

/**
 * A started program. Waiting parks the thread, so virtual threads may wait. Safe for several
 * threads.
 */
public final class SpawnedProcess {

  private static final int P_PID = 1;
  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int CLD_EXITED = 1;
  private static final int SIGINFO_SIZE = 128;
  private static final long POLL_NANOS = 10_000_000L;

  private final int pid;
  private final String name;
  private final Optional<GuardedFd> pidFd;
  private volatile String output = "";
  private final Optional<Thread> reader;
  private Optional<ExitStatus> status = Optional.empty();

  SpawnedProcess(int pid, String name, int outputFd, int capture) {
    this.pid = pid;
    this.name = name;
    int rc = Sys.check((int) Sys.LIBC.syscall(Arch.PIDFD_OPEN, pid, 0, 0));
    this.pidFd = rc < 0 ? Optional.empty() : Optional.of(new GuardedFd(new Fd(rc), false));
    this.reader =
        outputFd < 0
            ? Optional.empty()
            : Optional.of(
                Thread.ofPlatform()
                    .daemon()
                    .name("output of " + pid)
                    .start(() -> read(new Fd(outputFd), capture)));
  }

  /** Keeps the first bytes and goes on reading, so that a talkative program is never held up. */
  private void read(Fd source, int capture) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] chunk = new byte[4096];
    try (source) {
      while (true) {
        long rc = Sys.check(Sys.LIBC.read(source.number(), chunk, chunk.length));
        if (rc == -Errno.EINTR.code()) {
          continue;
        }
        if (rc <= 0) {
          break;
        }
        kept.write(chunk, 0, (int) Math.min(rc, Math.max(0, capture - kept.size())));
      }
    }
    output = kept.toString(StandardCharsets.UTF_8);
  }

  public int pid() {
    return pid;
  }

  /**
   * Waits until it has ended, and collects it.
   *
   * @return empty if it still runs after this long
   */
  public Optional<ExitStatus> waitFor(Duration limit) throws LinuxException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<ExitStatus> ended = collect();
      long left = deadline - System.nanoTime();
      if (ended.isPresent() || left <= 0) {
        return ended;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("waiting for " + name);
      }
      pause(deadline, left);
    }
  }

  private void pause(long deadline, long left) throws LinuxException {
    if (pidFd.isEmpty()) {
      // A kernel before 5.3 has no pidfd; look again every 10 ms.
      LockSupport.parkNanos(this, Math.min(left, POLL_NANOS));
      return;
    }
    try {
      pidFd.get().awaitReady(FdWaiter.READ, deadline, "Wait");
    } catch (SocketTimeoutException | SocketException e) {
      // The deadline, an interrupt, or another thread has collected it: the caller looks itself.
      return;
    }
  }

  private synchronized Optional<ExitStatus> collect() throws LinuxException {
    if (status.isPresent()) {
      return status;
    }
    byte[] info = new byte[SIGINFO_SIZE];
    int rc = Sys.check(Sys.LIBC.waitid(P_PID, pid, info, WEXITED | WNOHANG));
    if (rc == -Errno.ECHILD.code()) {
      status = Optional.of(new ExitStatus.Unknown());
    } else {
      LinuxException.check(rc, "wait for", name);
      status = decode(ByteBuffer.wrap(info).order(ByteOrder.nativeOrder()));
    }
    if (status.isPresent()) {
      pidFd.ifPresent(GuardedFd::close);
    }
    return status;
  }

  /** siginfo_t: si_code at 8, si_pid at 16 (0 if nothing has ended), si_status at 24. */
  private static Optional<ExitStatus> decode(ByteBuffer info) {
    if (info.getInt(16) == 0) {
      return Optional.empty();
    }
    int value = info.getInt(24);
    return Optional.of(
        info.getInt(8) == CLD_EXITED
            ? new ExitStatus.Exited(value)
            : new ExitStatus.Signalled(value));
  }

  /**
   * Sends a signal to the program and all it started in its group. Does nothing once it has been
   * collected, as the number may belong to somebody else then.
   *
   * @return false if there was nobody to send it to
   */
  public synchronized boolean signalGroup(int signal) throws LinuxException {
    if (status.isPresent()) {
      return false;
    }
    int rc = Sys.check(Sys.LIBC.kill(-pid, signal));
    if (rc == -Errno.ESRCH.code()) {
      return false;
    }
    LinuxException.check(rc, "send signal " + signal + " to group of", name);
    return true;
  }

  /**
   * What it wrote to both streams, up to the limit. Waits until the streams are closed, which may
   * be after its end if it left children behind; at most this long, then what there is.
   */
  public String output(Duration limit) throws InterruptedException {
    if (reader.isPresent()) {
      boolean _ = reader.get().join(limit);
    }
    return output;
  }
}
