package org.lvsdirector.linux.io;

import java.nio.ByteBuffer;
import org.lvsdirector.linux.ffi.Sys;
import org.lvsdirector.linux.netlink.IpFamily;

/**
 * An IPv4 socket with which nothing is sent or received: a door to what the kernel shows as socket
 * options of the IP level. Not for two threads at once.
 */
public final class OptionSocket implements AutoCloseable {

  private final Fd fd;
  private final ByteBuffer length = Sys.allocate(4);

  private OptionSocket(Fd fd) {
    this.fd = fd;
  }

  /** Opens a socket in the namespace of the calling thread. */
  public static OptionSocket open() throws LinuxException {
    // Unbound, so no datagram ever reaches it. A raw one would need CAP_NET_RAW and fill its
    // buffer.
    return new OptionSocket(
        SockOpt.socket(IpFamily.IPV4.number(), Const.SOCK_DGRAM, 0, "socket for options"));
  }

  /**
   * Reads an option.
   *
   * @param value direct; its first bytes are the question and become the answer
   * @param size how many of its bytes the kernel is told of
   */
  public void read(int option, ByteBuffer value, int size) throws LinuxException {
    if (!value.isDirect() || value.position() != 0 || size > value.capacity()) {
      throw new IllegalArgumentException("option of " + size + " bytes into " + value);
    }
    length.putInt(0, size);
    int rc = Sys.check(Sys.LIBC.getsockopt(fd.number(), Const.IPPROTO_IP, option, value, length));
    LinuxException.check(rc, "read socket option", Integer.toString(option));
  }

  /** Its descriptor. */
  Fd fd() {
    return fd;
  }

  @Override
  public void close() {
    fd.close();
  }
}
