package org.lvsdirector.linux.io;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.lvsdirector.linux.netlink.HardwareAddress;
import org.lvsdirector.linux.netlink.IpBytes;

/** The {@code sockaddr_*} structures as bytes. */
final class SockAddr {

  private SockAddr() {}

  /** sockaddr_in or sockaddr_in6; the scope is an interface index, for IPv6 only. */
  static byte[] ip(InetAddress address, int port, int scope) {
    boolean four = address instanceof Inet4Address;
    byte[] raw = new byte[four ? 16 : 28];
    ByteBuffer out = host(raw).putShort((short) (four ? IpBytes.AF_INET : IpBytes.AF_INET6));
    out.put((byte) (port >> 8)).put((byte) port);
    if (four) {
      out.put(address.getAddress());
    } else {
      int zone = scope == 0 && address instanceof Inet6Address six ? six.getScopeId() : scope;
      out.putInt(0).put(address.getAddress()).putInt(zone);
    }
    return raw;
  }

  /** sockaddr_nl to the kernel. */
  static byte[] netlink() {
    byte[] raw = new byte[12];
    host(raw).putShort((short) Const.AF_NETLINK);
    return raw;
  }

  /** sockaddr_ll; the ethertype in host order, an absent address as length 0. */
  static byte[] link(int interfaceIndex, int etherType, Optional<HardwareAddress> address) {
    byte[] mac = address.map(HardwareAddress::toBytes).orElse(new byte[0]);
    // Infiniband addresses of 20 bytes overhang the structure; the kernel takes the length it is
    // given.
    byte[] raw = new byte[12 + Math.max(8, mac.length)];
    ByteBuffer out = host(raw).putShort((short) Const.AF_PACKET);
    out.put((byte) (etherType >> 8)).put((byte) etherType).putInt(interfaceIndex);
    out.putShort((short) 0).put((byte) 0).put((byte) mac.length).put(mac);
    return raw;
  }

  /** sockaddr_un; a leading {@code @} means the abstract namespace. */
  static byte[] unix(String path) {
    byte[] text = path.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = path.startsWith("@");
    if (text.length > 107) {
      throw new IllegalArgumentException("socket path of " + text.length + " bytes (at most 107)");
    }
    byte[] raw = new byte[2 + text.length + (isAbstract ? 0 : 1)];
    host(raw).putShort((short) Const.AF_UNIX).put(text);
    if (isAbstract) {
      raw[2] = 0;
    }
    return raw;
  }

  /** The address and port in a sockaddr_in or sockaddr_in6; empty for anything else. */
  static Optional<InetSocketAddress> toInet(byte[] raw) {
    if (raw.length < 8) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
    int port = (raw[2] & 0xff) << 8 | (raw[3] & 0xff);
    if (in.getShort(0) == IpBytes.AF_INET) {
      return IpBytes.toAddress(Arrays.copyOfRange(raw, 4, 8))
          .map(address -> new InetSocketAddress(address, port));
    }
    if (in.getShort(0) != IpBytes.AF_INET6 || raw.length < 28) {
      return Optional.empty();
    }
    return scoped(Arrays.copyOfRange(raw, 8, 24), in.getInt(24))
        .map(address -> new InetSocketAddress(address, port));
  }

  /** An IPv6 address with its scope, when it has one. */
  static Optional<InetAddress> scoped(byte[] bytes, int scope) {
    Optional<InetAddress> plain = IpBytes.toAddress(bytes);
    if (scope == 0 || !(plain.orElse(null) instanceof Inet6Address)) {
      return plain;
    }
    try {
      return Optional.of(Inet6Address.getByAddress(null, bytes, scope));
    } catch (UnknownHostException e) {
      return plain;
    }
  }

  private static ByteBuffer host(byte[] raw) {
    return ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
  }
}
