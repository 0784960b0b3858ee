package org.lvsdirector.linux.netlink;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Conversions between addresses and their wire bytes, and the two address family numbers. */
public final class IpBytes {

  /** AF_INET. */
  public static final int AF_INET = 2;

  /** AF_INET6 (the same number on every Linux architecture). */
  public static final int AF_INET6 = 10;

  private IpBytes() {}

  /** The address of 4 or 16 bytes; empty for any other length. */
  public static Optional<InetAddress> toAddress(byte[] bytes) {
    if (bytes.length != 4 && bytes.length != 16) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** {@link #AF_INET} or {@link #AF_INET6}. */
  public static int family(InetAddress address) {
    return address instanceof Inet4Address ? AF_INET : AF_INET6;
  }

  /** The wildcard address of a family. */
  public static InetAddress any(int family) {
    return toAddress(new byte[family == AF_INET ? 4 : 16]).orElseThrow();
  }

  /** Length of an address in bits: 32 or 128. */
  public static int bits(InetAddress address) {
    return address instanceof Inet4Address ? 32 : 128;
  }
}
