package org.lvsdirector.linux.io;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a checker's socket leaves this host.
 *
 * @param source local address and port; port 0 lets the kernel choose. A link-local IPv6 address
 *     carries its scope
 * @param device interface or VRF name (SO_BINDTODEVICE)
 * @param mark firewall mark, 0..2^32-1 (SO_MARK, CAP_NET_ADMIN)
 */
public record SocketSettings(
    Optional<InetSocketAddress> source, Optional<String> device, OptionalLong mark) {

  /** Nothing special: plain Java sockets do. */
  public static final SocketSettings NONE =
      new SocketSettings(Optional.empty(), Optional.empty(), OptionalLong.empty());

  public SocketSettings {
    if (mark.isPresent() && (mark.getAsLong() < 0 || mark.getAsLong() > 0xffff_ffffL)) {
      throw new IllegalArgumentException(
          "fwmark " + mark.getAsLong() + " (expected 0..4294967295)");
    }
  }

  public SocketSettings withSource(InetSocketAddress value) {
    return new SocketSettings(Optional.of(value), device, mark);
  }

  public SocketSettings withDevice(String value) {
    return new SocketSettings(source, Optional.of(value), mark);
  }

  public SocketSettings withMark(long value) {
    return new SocketSettings(source, device, OptionalLong.of(value));
  }

  /** Applies everything to a new socket, before it connects. */
  void apply(Fd fd) throws LinuxException {
    if (mark.isPresent()) {
      int value = (int) mark.getAsLong();
      SockOpt.setInt(fd, Const.SOL_SOCKET, Const.SO_MARK, value, "fwmark " + mark.getAsLong());
    }
    if (device.isPresent()) {
      SockOpt.bindToDevice(fd, device.get());
    }
    if (source.isPresent()) {
      InetAddress address = source.get().getAddress();
      SockOpt.setInt(fd, Const.SOL_SOCKET, Const.SO_REUSEADDR, 1, "address reuse");
      byte[] raw = SockAddr.ip(address, source.get().getPort(), 0);
      SockOpt.bind(fd, raw, "socket to " + address.getHostAddress());
    }
  }
}
