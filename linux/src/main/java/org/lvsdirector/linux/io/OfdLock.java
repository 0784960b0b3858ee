package org.lvsdirector.linux.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lvsdirector.linux.ffi.Sys;

/**
 * A locked file, for pid files. The lock belongs to the open file (F_OFD_SETLK), not to the
 * process, so another part of this process that opens and closes the file cannot lose it, as it
 * would with the locks of java.nio. The kernel frees it when the process ends, however it ends.
 */
public final class OfdLock implements AutoCloseable {

  private static final int F_OFD_SETLK = 37;
  private static final short F_WRLCK = 1;
  private static final int FLOCK_SIZE = 32;

  private final Fd fd;
  private final Path path;

  private OfdLock(Fd fd, Path path) {
    this.fd = fd;
    this.path = path;
  }

  /**
   * Opens or makes the file and locks it.
   *
   * @param mode permissions of a new file, e.g. 0644; a symbolic link is refused with ELOOP
   * @return empty if somebody else holds the lock
   */
  public static Optional<OfdLock> tryLock(Path path, int mode) throws LinuxException {
    int flags = Const.O_RDWR | Const.O_CREAT | Const.O_CLOEXEC | Const.O_NOFOLLOW;
    int rc = Sys.check(Sys.LIBC.open(path.toString(), flags, mode));
    Fd fd = new Fd(LinuxException.check(rc, "open", path.toString()));
    byte[] flock = new byte[FLOCK_SIZE];
    ByteBuffer.wrap(flock).order(ByteOrder.nativeOrder()).putShort(0, F_WRLCK);
    int locked = Sys.check(Sys.LIBC.fcntl(fd.number(), F_OFD_SETLK, flock));
    if (locked == 0) {
      return Optional.of(new OfdLock(fd, path));
    }
    fd.close();
    if (locked == -Errno.EAGAIN.code() || locked == -Errno.EACCES.code()) {
      return Optional.empty();
    }
    throw new LinuxException("lock", path.toString(), new Errno(-locked));
  }

  /** Replaces what is in the file. */
  public void write(String content) throws IOException {
    // By the open file, not by its path: that may name another file by now.
    Path own = Path.of("/proc/self/fd/" + fd.number());
    Path _ = Files.writeString(own, content);
  }

  /** Frees the lock; the file stays. */
  @Override
  public void close() {
    fd.close();
  }

  /** Removes the file, then frees the lock. */
  public void remove() throws IOException {
    boolean _ = Files.deleteIfExists(path);
    close();
  }
}
