package org.lvsdirector.linux.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalInt;
import org.lvsdirector.linux.ffi.Sys;

/** A listening Unix stream socket. Accepting works on virtual threads; any thread may close it. */
public final class UnixListener implements AutoCloseable {

  private static final int BACKLOG = 64;

  private final GuardedFd guarded;
  private final Path path;

  private UnixListener(Fd fd, Path path) {
    this.guarded = new GuardedFd(fd);
    this.path = path;
  }

  /**
   * Listens at a path. A socket file nobody listens on any more is replaced; EADDRINUSE if somebody
   * does, or if the file is not a socket.
   *
   * @param mode permissions of the file, e.g. 0660
   * @param group owning group of the file
   */
  public static UnixListener listen(Path path, int mode, OptionalInt group) throws IOException {
    removeStale(path);
    int type = Const.SOCK_STREAM | Const.SOCK_NONBLOCK;
    Fd fd = SockOpt.socket(Const.AF_UNIX, type, 0, "Unix socket");
    try {
      // Listening comes last: before mode and group are right nobody can connect.
      SockOpt.bind(fd, SockAddr.unix(path.toString()), path.toString());
      if (group.isPresent()) {
        int rc = Sys.check(Sys.LIBC.chown(path.toString(), -1, group.getAsInt()));
        LinuxException.check(rc, "set group id of", path.toString());
      }
      int rc = Sys.check(Sys.LIBC.chmod(path.toString(), mode));
      LinuxException.check(rc, "set mode of", path.toString());
      int listening = Sys.check(Sys.LIBC.listen(fd.number(), BACKLOG));
      LinuxException.check(listening, "listen at", path.toString());
      return new UnixListener(fd, path);
    } catch (LinuxException e) {
      fd.close();
      throw e;
    }
  }

  private static void removeStale(Path path) throws IOException {
    try (UnixSocket _ = UnixSocket.connect(path)) {
      throw new LinuxException("listen at", path.toString(), Errno.EADDRINUSE);
    } catch (LinuxException e) {
      boolean isSocket =
          Files.exists(path) && Files.readAttributes(path, BasicFileAttributes.class).isOther();
      if (e.is(Errno.ECONNREFUSED) && isSocket) {
        Files.deleteIfExists(path);
      } else if (!e.is(Errno.ENOENT)) {
        throw e;
      }
    }
  }

  /** Waits for the next peer; SocketException once closed. */
  public UnixSocket accept() throws IOException {
    int flags = Const.SOCK_NONBLOCK | Const.SOCK_CLOEXEC;
    byte[] address = new byte[110];
    byte[] length = SockOpt.host(4).putInt(address.length).array();
    long rc =
        guarded.retry(
            FdWaiter.READ,
            StreamIo.NO_DEADLINE,
            "Accept",
            fd -> Sys.check(Sys.LIBC.accept4(fd, address, length, flags)));
    return new UnixSocket(new Fd((int) LinuxException.check(rc, "accept at", path.toString())));
  }

  /** Stops listening and removes the file. */
  @Override
  public void close() {
    if (guarded.isClosed()) {
      return;
    }
    guarded.close();
    try {
      boolean _ = Files.deleteIfExists(path);
    } catch (IOException e) {
      // The next listener replaces a file nobody listens on.
      return;
    }
  }
}
