package org.lvsdirector.parser.model;

import java.net.InetAddress;

/**
 * An address with a prefix length, as in routes and rules.
 *
 * @param address the address as written; host bits are not cleared
 * @param length prefix length, 0..32 or 0..128; full length when not written
 */
public record IpPrefix(InetAddress address, int length) {
  /** Checks the length against the family. */
  public IpPrefix {
    int bits = AddressFamily.of(address).bits();
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException(
          "prefix length: " + length + " (expected 0.." + bits + ")");
    }
  }

  /** The family of the address. */
  public AddressFamily family() {
    return AddressFamily.of(address);
  }

  @Override
  public String toString() {
    return AddressText.of(address) + "/" + length;
  }
}
