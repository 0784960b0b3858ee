package org.lvsdirector.linux.netlink;

import java.net.InetAddress;

/**
 * An address and how many of its leading bits count, e.g. {@code 10.0.0.0/8}.
 *
 * @param length 0..32 for IPv4, 0..128 for IPv6
 */
public record IpPrefix(InetAddress address, int length) {

  public IpPrefix {
    if (length < 0 || length > IpBytes.bits(address)) {
      throw new IllegalArgumentException(
          "prefix length " + length + " (expected 0.." + IpBytes.bits(address) + ")");
    }
  }

  /** The whole address: /32 or /128. */
  public static IpPrefix host(InetAddress address) {
    return new IpPrefix(address, IpBytes.bits(address));
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + length;
  }
}
