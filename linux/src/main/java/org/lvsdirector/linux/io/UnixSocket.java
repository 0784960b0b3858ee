package org.lvsdirector.linux.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.lvsdirector.linux.ffi.Sys;

/** A connected Unix stream socket. Works on virtual threads; any thread may close it. */
public final class UnixSocket implements AutoCloseable {

  private final GuardedFd guarded;
  private volatile long timeoutNanos = StreamIo.NO_DEADLINE;

  UnixSocket(Fd fd) {
    guarded = new GuardedFd(fd);
  }

  /**
   * Connects. ENOENT or ECONNREFUSED when nobody listens, EACCES when the file's mode forbids it.
   */
  public static UnixSocket connect(Path path) throws LinuxException {
    int type = Const.SOCK_STREAM | Const.SOCK_NONBLOCK;
    Fd fd = SockOpt.socket(Const.AF_UNIX, type, 0, "Unix socket");
    byte[] address = SockAddr.unix(path.toString());
    int rc = Sys.check(Sys.LIBC.connect(fd.number(), address, address.length));
    if (rc < 0) {
      fd.close();
      throw new LinuxException("connect to", path.toString(), new Errno(-rc));
    }
    return new UnixSocket(fd);
  }

  /**
   * The process at the other end, as the kernel noted it when it connected (or listened).
   *
   * @param pid its number, 0 if it is in a namespace we cannot see
   */
  public record Peer(int pid, int uid, int gid) {}

  /** Asks the kernel who is at the other end. */
  public Peer peer() throws LinuxException {
    byte[] raw =
        SockOpt.get(guarded.fd(), Const.SOL_SOCKET, Const.SO_PEERCRED, 12, "peer of Unix socket");
    ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
    return new Peer(in.getInt(0), in.getInt(4), in.getInt(8));
  }

  /** How long a read may wait before SocketTimeoutException; without it for ever. */
  public void readTimeout(Duration limit) {
    timeoutNanos = limit.toNanos();
  }

  /** What the peer writes. */
  public InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        long limit = timeoutNanos;
        boolean endless = limit == StreamIo.NO_DEADLINE;
        long deadline = endless ? limit : System.nanoTime() + limit;
        return StreamIo.read(guarded, into, offset, length, deadline);
      }
    };
  }

  /** Writes to the peer. */
  public OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, from.length);
        StreamIo.write(guarded, from, offset, length);
      }
    };
  }

  /** Tells the peer that no more will come. */
  public void shutdownOutput() {
    int _ = Sys.LIBC.shutdown(guarded.fd().number(), 1);
  }

  @Override
  public void close() {
    guarded.close();
  }
}
