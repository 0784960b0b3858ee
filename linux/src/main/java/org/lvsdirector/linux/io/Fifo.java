package org.lvsdirector.linux.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lvsdirector.linux.ffi.Sys;

/**
 * A named pipe we write notifications to. It is opened for both directions, so opening never waits
 * and writing never kills us while nobody reads; what does not fit is refused, not waited for.
 */
public final class Fifo implements AutoCloseable {

  private final Fd fd;
  private final Path path;
  private final boolean created;

  private Fifo(Fd fd, Path path, boolean created) {
    this.fd = fd;
    this.path = path;
    this.created = created;
  }

  /**
   * Opens a pipe, and makes it if it is not there. A file of another kind is refused with EEXIST, a
   * pipe of somebody else with EPERM.
   *
   * @param mode permissions of a new pipe, e.g. 0600
   * @param owner who is to own a new pipe and may own an old one, else this process
   */
  public static Fifo open(Path path, int mode, Optional<Credentials> owner) throws IOException {
    String name = path.toString();
    boolean created = make(name, mode, owner);
    int flags = Const.O_RDWR | Const.O_NONBLOCK | Const.O_CLOEXEC | Const.O_NOFOLLOW;
    int rc = Sys.check(Sys.LIBC.open(name, flags, 0));
    Fifo fifo = new Fifo(new Fd(LinuxException.check(rc, "open pipe", name)), path, created);
    try {
      fifo.examine(owner);
    } catch (IOException e) {
      fifo.remove();
      throw e;
    }
    return fifo;
  }

  private static boolean make(String name, int mode, Optional<Credentials> owner)
      throws LinuxException {
    int made = Sys.check(Sys.LIBC.mkfifo(name, mode));
    if (made == -Errno.EEXIST.code()) {
      return false;
    }
    LinuxException.check(made, "make pipe", name);
    // mkfifo obeys the umask; the wanted mode counts.
    LinuxException.check(Sys.check(Sys.LIBC.chmod(name, mode)), "set mode of", name);
    if (owner.isPresent()) {
      int rc = Sys.check(Sys.LIBC.chown(name, owner.get().uid(), owner.get().gid()));
      LinuxException.check(rc, "set owner of", name);
    }
    return true;
  }

  /** Looks at what is open: the name may stand for another file by now. */
  private void examine(Optional<Credentials> owner) throws IOException {
    Path open = Path.of("/proc/self/fd", Integer.toString(fd.number()));
    int mode = (int) Files.getAttribute(open, "unix:mode");
    if ((mode & Const.S_IFMT) != Const.S_IFIFO) {
      throw refused(Errno.EEXIST, "the file is not a pipe");
    }
    int uid = (int) Files.getAttribute(open, "unix:uid");
    if (uid != ProcessControl.effectiveUid() && owner.filter(o -> o.uid() == uid).isEmpty()) {
      throw refused(Errno.EPERM, "the pipe belongs to user " + uid);
    }
  }

  private LinuxException refused(Errno errno, String why) {
    return new LinuxException("open pipe", path.toString(), errno, Optional.of(why));
  }

  /**
   * Writes one message, up to 4096 bytes all or nothing (PIPE_BUF).
   *
   * @return false if the pipe is full, because nobody reads it
   */
  public boolean write(byte[] message) throws LinuxException {
    long rc = Sys.check(Sys.LIBC.write(fd.number(), message, message.length));
    if (rc == -Errno.EAGAIN.code()) {
      return false;
    }
    LinuxException.check(rc, "write to pipe", path.toString());
    return true;
  }

  public Path path() {
    return path;
  }

  /** True if {@link #open} made the file. */
  public boolean wasCreated() {
    return created;
  }

  /** Closes it; the file stays. */
  @Override
  public void close() {
    fd.close();
  }

  /** Closes it and removes the file if we made it. */
  public void remove() throws IOException {
    close();
    if (created) {
      Files.deleteIfExists(path);
    }
  }
}
