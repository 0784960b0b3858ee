package org.lvsdirector.linux.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.lvsdirector.linux.ffi.Sys;

/** Making sockets and setting their options, with errors that name the thing. */
final class SockOpt {

  private SockOpt() {}

  /** A close-on-exec socket. */
  static Fd socket(int domain, int type, int protocol, String what) throws LinuxException {
    int rc = Sys.check(Sys.LIBC.socket(domain, type | Const.SOCK_CLOEXEC, protocol));
    return new Fd(LinuxException.check(rc, "open", what));
  }

  static void setInt(Fd fd, int level, int option, int value, String what) throws LinuxException {
    set(fd, level, option, host(4).putInt(value).array(), what);
  }

  static void set(Fd fd, int level, int option, byte[] value, String what) throws LinuxException {
    int rc = Sys.check(Sys.LIBC.setsockopt(fd.number(), level, option, value, value.length));
    LinuxException.check(rc, "set", what);
  }

  static int getInt(Fd fd, int level, int option, String what) throws LinuxException {
    return ByteBuffer.wrap(get(fd, level, option, 4, what))
        .order(ByteOrder.nativeOrder())
        .getInt(0);
  }

  static byte[] get(Fd fd, int level, int option, int size, String what) throws LinuxException {
    byte[] value = new byte[size];
    byte[] length = host(4).putInt(size).array();
    int rc = Sys.check(Sys.LIBC.getsockopt(fd.number(), level, option, value, length));
    LinuxException.check(rc, "get", what);
    return value;
  }

  static void bindToDevice(Fd fd, String device) throws LinuxException {
    byte[] name = device.getBytes(StandardCharsets.UTF_8);
    set(fd, Const.SOL_SOCKET, Const.SO_BINDTODEVICE, name, "device of socket to " + device);
  }

  static void bind(Fd fd, byte[] address, String what) throws LinuxException {
    int rc = Sys.check(Sys.LIBC.bind(fd.number(), address, address.length));
    LinuxException.check(rc, "bind", what);
  }

  /**
   * Asks for a receive buffer in bytes; with {@code force} beyond the limit of net.core.rmem_max.
   */
  static void receiveBuffer(Fd fd, int bytes, boolean force) throws LinuxException {
    int option = force ? Const.SO_RCVBUFFORCE : Const.SO_RCVBUF;
    setInt(fd, Const.SOL_SOCKET, option, bytes, "receive buffer to " + bytes + " bytes");
  }

  static ByteBuffer host(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }
}
