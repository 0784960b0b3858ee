package org.lvsdirector.provision.plan;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * An address with its prefix length, as on an interface.
 *
 * @param address the address itself, not the network
 * @param prefix length in bits, 0..32 or 0..128
 */
public record Cidr(InetAddress address, int prefix) {
  /** Checks the prefix length against the family. */
  public Cidr {
    if (prefix < 0 || prefix > address.getAddress().length * 8) {
      throw new IllegalArgumentException(
          "prefix length " + prefix + " does not fit " + address.getHostAddress());
    }
  }

  /** The address alone: /32 or /128. */
  public static Cidr host(InetAddress address) {
    return new Cidr(address, address.getAddress().length * 8);
  }

  /** Reads {@code 192.168.1.100/32}; without a slash the full length is meant. */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return host(Values.address(text));
    }
    return new Cidr(
        Values.address(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  /** True for IPv6. */
  public boolean isV6() {
    return address instanceof Inet6Address;
  }

  /** True when the prefix covers exactly one address. */
  public boolean isHost() {
    return prefix == address.getAddress().length * 8;
  }

  /** True when the other address lies in this network. */
  public boolean covers(InetAddress other) {
    byte[] a = address.getAddress();
    byte[] b = other.getAddress();
    if (a.length != b.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((a[bit / 8] & mask) != (b[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return Values.text(address) + "/" + prefix;
  }
}
