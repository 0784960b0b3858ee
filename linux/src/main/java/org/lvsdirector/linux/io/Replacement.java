package org.lvsdirector.linux.io;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lvsdirector.linux.ffi.CStrings;
import org.lvsdirector.linux.ffi.Sys;

/**
 * Another program in place of this one, in the same process (execve(2)): number, parent, limits,
 * namespaces and standard streams stay; every thread, lock and other descriptor is gone. Whoever
 * watches this process notices nothing.
 */
public final class Replacement {
  private static final int F_SETFD = 2;
  private static final int FD_CLOEXEC = 1;

  private Replacement() {}

  /**
   * Becomes the program; returns only by failing, with everything as it was. Scheduling and
   * capabilities of the calling thread become the program's.
   *
   * @param command the path of the program (no search along PATH, no shell) and its arguments
   * @param environment all of it
   * @throws LinuxException ENOENT or EACCES when the program cannot be run
   */
  public static void become(List<String> command, Map<String, String> environment)
      throws LinuxException {
    CStrings arguments = new CStrings(command);
    CStrings variables =
        new CStrings(
            new TreeMap<>(environment)
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    closeOnExec();
    try {
      int rc =
          Sys.check(
              Sys.LIBC.execve(command.getFirst(), arguments.pointers(), variables.pointers()));
      throw new LinuxException("become", command.getFirst(), new Errno(-rc));
    } finally {
      Reference.reachabilityFence(arguments);
      Reference.reachabilityFence(variables);
    }
  }

  /** Our own descriptors are so from the beginning; these are the JVM's and of libraries. */
  private static void closeOnExec() throws LinuxException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path entry : entries) {
        int fd = Integer.parseInt(entry.getFileName().toString());
        if (fd > 2) {
          // That it is closed by now is as good.
          int _ = Sys.LIBC.fcntl(fd, F_SETFD, (long) FD_CLOEXEC);
        }
      }
    } catch (IOException e) {
      throw new LinuxException("list", "/proc/self/fd", Errno.EIO);
    }
  }
}
