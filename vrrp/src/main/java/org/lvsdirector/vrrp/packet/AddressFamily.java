package org.lvsdirector.vrrp.packet;

import java.net.Inet4Address;
import java.net.InetAddress;

/** The address family an instance speaks; it fixes packet layout, group and virtual MAC prefix. */
public enum AddressFamily {
  /** IPv4: the sender builds the IP header and the VRRP checksum. */
  IPV4(4, "224.0.0.18"),
  /** IPv6: the kernel builds the IP header and the VRRP checksum. */
  IPV6(16, "ff02::12");

  private final int addressLength;
  private final String defaultGroup;

  AddressFamily(int addressLength, String defaultGroup) {
    this.addressLength = addressLength;
    this.defaultGroup = defaultGroup;
  }

  /** Octets of one address: 4 or 16. */
  public int addressLength() {
    return addressLength;
  }

  /** The group assigned to VRRP (RFC 9568 section 5.1.1.2 and 5.1.2.2). */
  public InetAddress defaultGroup() {
    return Addresses.parse(defaultGroup);
  }

  /** The family of {@code address}. */
  public static AddressFamily of(InetAddress address) {
    return address instanceof Inet4Address ? IPV4 : IPV6;
  }
}
