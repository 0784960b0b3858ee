package org.lvsdirector.linux.io;

import org.lvsdirector.linux.ffi.Sys;

/**
 * Sends datagrams to a Unix socket, e.g. syslog's {@code /dev/log} or the service manager's. It
 * never waits: a full receiver is EAGAIN.
 */
public final class UnixDatagram implements AutoCloseable {

  private final Fd fd;
  private final String path;
  private final byte[] address;

  /** For a path, or with a leading {@code @} a name of the abstract namespace. */
  public UnixDatagram(String path) throws LinuxException {
    this.path = path;
    this.address = SockAddr.unix(path);
    int type = Const.SOCK_DGRAM | Const.SOCK_NONBLOCK;
    this.fd = SockOpt.socket(Const.AF_UNIX, type, 0, "Unix datagram socket");
  }

  /** Sends one datagram. ENOENT or ECONNREFUSED while nobody is there; it may be tried again. */
  public void send(byte[] bytes) throws LinuxException {
    long rc =
        Sys.check(
            Sys.LIBC.sendto(
                fd.number(), bytes, bytes.length, Const.MSG_NOSIGNAL, address, address.length));
    LinuxException.check(rc, "send to", path);
  }

  @Override
  public void close() {
    fd.close();
  }
}
