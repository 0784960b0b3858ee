package org.lvsdirector.linux.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.linux.ffi.Arch;
import org.lvsdirector.linux.ffi.Sys;

/**
 * Parks a thread, virtual or not, until a descriptor is ready: one epoll set and one daemon thread
 * for the whole process. A native poll would hold the carrier of a virtual thread; parking does
 * not.
 */
final class FdWaiter {

  static final int READ = 0x001;
  static final int WRITE = 0x004;

  private static final int ERROR_OR_HANGUP = 0x008 | 0x010;
  private static final int ONESHOT = 1 << 30;
  private static final int ADD = 1;
  private static final int DELETE = 2;
  private static final int MODIFY = 3;
  private static final int EVENTS = 256;

  /** How a wait ended. */
  enum Outcome {
    READY,
    TIMEOUT,
    CANCELLED,
    INTERRUPTED
  }

  private static final class Waiter {
    private final Thread thread = Thread.currentThread();
    private final int interest;
    private volatile boolean woken;

    Waiter(int interest) {
      this.interest = interest;
    }
  }

  /** Who waits for one descriptor; all access inside {@code compute} of the map. */
  private static final class Registration {
    private final List<Waiter> waiters = new ArrayList<>(2);

    int interest() {
      return waiters.stream().mapToInt(waiter -> waiter.interest).reduce(0, (a, b) -> a | b);
    }
  }

  private static final FdWaiter INSTANCE = new FdWaiter();

  private final Map<Integer, Registration> registrations = new ConcurrentHashMap<>();
  private final int epoll;

  private FdWaiter() {
    epoll = Sys.check(Sys.LIBC.epoll_create1(Const.O_CLOEXEC));
    if (epoll < 0) {
      throw new IllegalStateException("epoll_create1: " + new Errno(-epoll));
    }
    Thread.ofPlatform().daemon().name("fd-waiter").start(this::run);
  }

  /**
   * Waits until the descriptor is ready for {@link #READ} or {@link #WRITE} (an error counts as
   * ready).
   *
   * @param deadline of {@link System#nanoTime}, or {@link Long#MAX_VALUE} for none
   * @param cancelled asked before parking and after each wake-up; see {@link #wake}
   */
  static Outcome await(int fd, int interest, long deadline, BooleanSupplier cancelled)
      throws LinuxException {
    return INSTANCE.park(fd, interest, deadline, cancelled);
  }

  /** Makes all who wait for this descriptor look at their cancellation. */
  static void wake(int fd) {
    INSTANCE.registrations.computeIfPresent(
        fd,
        (_, registration) -> {
          registration.waiters.forEach(waiter -> LockSupport.unpark(waiter.thread));
          return registration;
        });
  }

  private Outcome park(int fd, int interest, long deadline, BooleanSupplier cancelled)
      throws LinuxException {
    Waiter waiter = new Waiter(interest);
    register(fd, waiter);
    try {
      while (true) {
        if (cancelled.getAsBoolean()) {
          return Outcome.CANCELLED;
        }
        if (waiter.woken) {
          return Outcome.READY;
        }
        if (Thread.currentThread().isInterrupted()) {
          return Outcome.INTERRUPTED;
        }
        if (deadline == Long.MAX_VALUE) {
          LockSupport.park(this);
          continue;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return Outcome.TIMEOUT;
        }
        LockSupport.parkNanos(this, left);
      }
    } finally {
      unregister(fd, waiter);
    }
  }

  private void register(int fd, Waiter waiter) throws LinuxException {
    int[] result = new int[1];
    registrations.compute(
        fd,
        (_, known) -> {
          Registration registration = known == null ? new Registration() : known;
          registration.waiters.add(waiter);
          result[0] = control(known == null ? ADD : MODIFY, fd, registration.interest());
          if (result[0] >= 0) {
            return registration;
          }
          registration.waiters.remove(waiter);
          return known;
        });
    LinuxException.check(result[0], "wait for", "descriptor " + fd);
  }

  private void unregister(int fd, Waiter waiter) {
    registrations.computeIfPresent(
        fd,
        (_, registration) -> {
          registration.waiters.remove(waiter);
          if (!registration.waiters.isEmpty()) {
            return registration;
          }
          int _ = control(DELETE, fd, 0);
          return null;
        });
  }

  private int control(int operation, int fd, int interest) {
    Arch arch = Arch.CURRENT;
    byte[] event = new byte[arch.epollEventSize()];
    ByteBuffer.wrap(event)
        .order(ByteOrder.nativeOrder())
        .putInt(0, interest | ONESHOT)
        .putInt(arch.epollDataOffset(), fd);
    return Sys.check(Sys.LIBC.epoll_ctl(epoll, operation, fd, event));
  }

  private void run() {
    int size = Arch.CURRENT.epollEventSize();
    byte[] raw = new byte[EVENTS * size];
    ByteBuffer events = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
    while (true) {
      int count = Sys.check(Sys.LIBC.epoll_wait(epoll, raw, EVENTS, -1));
      for (int i = 0; i < count; i++) {
        int ready = events.getInt(i * size);
        int fd = events.getInt(i * size + Arch.CURRENT.epollDataOffset());
        registrations.computeIfPresent(fd, (_, found) -> deliver(fd, ready, found));
      }
    }
  }

  private @Nullable Registration deliver(int fd, int ready, Registration registration) {
    int rest = 0;
    for (Waiter waiter : registration.waiters) {
      if (!waiter.woken && (ready & (waiter.interest | ERROR_OR_HANGUP)) != 0) {
        waiter.woken = true;
        LockSupport.unpark(waiter.thread);
      } else if (!waiter.woken) {
        rest |= waiter.interest;
      }
    }
    if (rest != 0) {
      int _ = control(MODIFY, fd, rest);
    }
    return registration;
  }
}
