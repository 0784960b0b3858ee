package org.lvsdirector.linux.io;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.linux.ffi.Sys;
import org.lvsdirector.linux.netlink.LinkInfo;

/**
 * Named network namespaces, {@code /run/netns/NAME}.
 *
 * <p>A thread is in a namespace, not a process; a socket keeps the one of the thread that made it,
 * and a started thread or program inherits the one of its starter. So work in another namespace
 * runs on a platform thread of its own that ends afterwards. Never on a virtual thread: that would
 * move its carrier and everybody else on it. Java's own {@code NetworkInterface} mixes namespaces;
 * use {@link #interfaces}.
 */
public final class NetworkNamespace {

  private static final int CLONE_NEWNET = 0x40000000;

  private NetworkNamespace() {}

  /**
   * Work that may fail on a kernel call.
   *
   * @param <T> its result
   */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run() throws LinuxException;
  }

  /** Runs work in a namespace, on its own platform thread, and waits for the result. */
  public static <T> T call(String name, Work<T> work) throws LinuxException {
    return onOwnThread(
        "netns-" + name,
        () -> {
          enter(name);
          return work.run();
        });
  }

  /** Runs work in the given namespace, or where the caller is when there is none given. */
  public static <T> T call(Optional<String> name, Work<T> work) throws LinuxException {
    return name.isPresent() ? call(name.get(), work) : work.run();
  }

  /**
   * Runs work in a new network namespace without a name, which ends with the last thread and socket
   * in it. Its only interface is a loopback device that is down.
   *
   * @throws LinuxException EPERM without CAP_SYS_ADMIN
   */
  public static <T> T callApart(Work<T> work) throws LinuxException {
    return onOwnThread(
        "netns-apart",
        () -> {
          int rc = Sys.check(Sys.LIBC.unshare(CLONE_NEWNET));
          LinuxException.check(rc, "make network namespace", "without a name");
          return work.run();
        });
  }

  /** Runs work on a platform thread that ends with it, so that changes to the thread end too. */
  static <T> T onOwnThread(String threadName, Work<T> work) throws LinuxException {
    FutureTask<T> task = new FutureTask<>(work::run);
    Thread.ofPlatform().daemon().name(threadName).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw rethrow(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static LinuxException rethrow(@Nullable Throwable cause) {
    return switch (cause) {
      case LinuxException failure -> failure;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      case null, default -> throw new IllegalStateException(cause);
    };
  }

  /**
   * Moves the calling platform thread, and all it will start, into a namespace for good. For a
   * whole process call it first thing in {@code main}, before any pool or virtual thread exists.
   */
  public static void enter(String name) throws LinuxException {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("a virtual thread cannot enter network namespace " + name);
    }
    String path = "/run/netns/" + name;
    int rc = Sys.check(Sys.LIBC.open(path, Const.O_RDONLY | Const.O_CLOEXEC, 0));
    try (Fd fd = new Fd(LinuxException.check(rc, "open network namespace", path))) {
      int moved = Sys.check(Sys.LIBC.setns(fd.number(), CLONE_NEWNET));
      LinuxException.check(moved, "enter network namespace", name);
    }
  }

  /** The interfaces of the calling thread's namespace. */
  public static List<LinkInfo> interfaces() throws LinuxException {
    try (RtNetlink netlink = RtNetlink.open()) {
      return netlink.links();
    }
  }
}
