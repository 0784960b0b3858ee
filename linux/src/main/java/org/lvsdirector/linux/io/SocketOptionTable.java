package org.lvsdirector.linux.io;

import java.net.SocketException;
import java.net.SocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The options of {@link SocketOptions} that {@link LinuxSocketImpl} knows, as kernel options. */
final class SocketOptionTable {

  private SocketOptionTable() {}

  private record Option(int level, int number, boolean isFlag) {}

  private static Option option(int id) throws SocketException {
    return switch (id) {
      case SocketOptions.TCP_NODELAY -> new Option(Const.IPPROTO_TCP, Const.TCP_NODELAY, true);
      case SocketOptions.SO_KEEPALIVE -> new Option(Const.SOL_SOCKET, Const.SO_KEEPALIVE, true);
      case SocketOptions.SO_REUSEADDR -> new Option(Const.SOL_SOCKET, Const.SO_REUSEADDR, true);
      case SocketOptions.SO_RCVBUF -> new Option(Const.SOL_SOCKET, Const.SO_RCVBUF, false);
      case SocketOptions.SO_SNDBUF -> new Option(Const.SOL_SOCKET, Const.SO_SNDBUF, false);
      case SocketOptions.IP_TOS -> new Option(Const.IPPROTO_IP, Const.IP_TOS, false);
      case SocketOptions.SO_LINGER -> new Option(Const.SOL_SOCKET, Const.SO_LINGER, false);
      default -> throw new SocketException("socket option " + id + " is not supported");
    };
  }

  /** What an option is before the kernel socket exists. */
  static Object initial(int id) throws SocketException {
    Option option = option(id);
    if (option.isFlag) {
      return false;
    }
    return id == SocketOptions.SO_LINGER ? -1 : 0;
  }

  static void set(Fd fd, int id, Object value) throws SocketException, LinuxException {
    Option option = option(id);
    if (id == SocketOptions.SO_LINGER) {
      // Java gives false for off, a number of seconds for on.
      int seconds = value instanceof Integer number ? number : -1;
      byte[] linger =
          SockOpt.host(8).putInt(seconds >= 0 ? 1 : 0).putInt(Math.max(seconds, 0)).array();
      SockOpt.set(fd, option.level, option.number, linger, "linger");
      return;
    }
    int number =
        switch (value) {
          case Boolean flag -> flag ? 1 : 0;
          case Integer given -> given;
          default -> throw new SocketException("socket option " + id + ": bad value " + value);
        };
    SockOpt.setInt(fd, option.level, option.number, number, "socket option " + id);
  }

  static Object get(Fd fd, int id) throws SocketException, LinuxException {
    Option option = option(id);
    if (id == SocketOptions.SO_LINGER) {
      byte[] raw = SockOpt.get(fd, option.level, option.number, 8, "linger");
      ByteBuffer linger = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
      return linger.getInt(0) == 0 ? -1 : linger.getInt(4);
    }
    int value = SockOpt.getInt(fd, option.level, option.number, "socket option " + id);
    if (option.isFlag) {
      return value != 0;
    }
    return value;
  }
}
