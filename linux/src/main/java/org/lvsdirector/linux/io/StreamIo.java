package org.lvsdirector.linux.io;

import java.io.IOException;
import java.util.Arrays;
import org.lvsdirector.linux.ffi.Sys;

/** Reading and writing a connected stream socket of ours. */
final class StreamIo {

  static final long NO_DEADLINE = Long.MAX_VALUE;
  private static final int CHUNK = 16 * 1024;

  private StreamIo() {}

  /** Answers the number of bytes, or -1 at the end. */
  static int read(GuardedFd socket, byte[] into, int offset, int length, long deadline)
      throws IOException {
    if (length == 0) {
      return 0;
    }
    int wanted = Math.min(length, CHUNK);
    // The binding copies the whole array back, so it must not be the caller's: bytes beyond the
    // result belong to him.
    byte[] chunk = new byte[wanted];
    long rc =
        socket.retry(
            FdWaiter.READ, deadline, "Read", fd -> Sys.check(Sys.LIBC.recv(fd, chunk, wanted, 0)));
    if (rc < 0) {
      throw SocketErrors.stream("read", (int) -rc);
    }
    System.arraycopy(chunk, 0, into, offset, (int) rc);
    return rc == 0 ? -1 : (int) rc;
  }

  /** Writes all of it. */
  static void write(GuardedFd socket, byte[] from, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int size = Math.min(length - done, CHUNK);
      byte[] chunk = Arrays.copyOfRange(from, offset + done, offset + done + size);
      long rc =
          socket.retry(
              FdWaiter.WRITE,
              NO_DEADLINE,
              "Write",
              fd -> Sys.check(Sys.LIBC.send(fd, chunk, size, Const.MSG_NOSIGNAL)));
      if (rc < 0) {
        throw SocketErrors.stream("write", (int) -rc);
      }
      done += (int) rc;
    }
  }
}
