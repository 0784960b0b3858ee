package org.lvsdirector.parser.model;

import java.net.Inet6Address;
import java.net.InetAddress;

/** The two address families of the file: {@code inet} and {@code inet6}. */
public enum AddressFamily {
  /** IPv4. */
  INET("inet", 32),
  /** IPv6. */
  INET6("inet6", 128);

  private final String keyword;
  private final int bits;

  AddressFamily(String keyword, int bits) {
    this.keyword = keyword;
    this.bits = bits;
  }

  /** The word used in the file ({@code inet} or {@code inet6}). */
  public String keyword() {
    return keyword;
  }

  /** Length of an address, in bits: 32 or 128. */
  public int bits() {
    return bits;
  }

  /** The family of an address. */
  public static AddressFamily of(InetAddress address) {
    return address instanceof Inet6Address ? INET6 : INET;
  }
}
