package org.lvsdirector.parser.decode;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses in the forms inet_pton takes; nothing is ever looked up. */
public final class Literals {
  private Literals() {}

  /** An address in its whole text (keepalived reference, parser 15.1): a colon makes it IPv6. */
  public static Optional<InetAddress> address(String text) {
    return text.indexOf(':') >= 0 ? ipv6(text) : ipv4(text);
  }

  /**
   * As {@link #address}, but whatever follows the first dash, or else the first slash, is cut off
   * (15.3).
   */
  static Optional<InetAddress> cutAddress(String text) {
    int end = text.indexOf('-');
    if (end < 0) {
      end = text.indexOf('/');
    }
    return address(end < 0 ? text : text.substring(0, end));
  }

  private static Optional<InetAddress> ipv6(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(Inet6Address.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<InetAddress> ipv4(String text) {
    byte[] octets = new byte[4];
    int index = 0;
    int value = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (value < 0 || index == 3) {
          return Optional.empty();
        }
        octets[index++] = (byte) value;
        value = -1;
      } else if (c < '0' || c > '9' || value == 0) {
        return Optional.empty();
      } else {
        value = Math.max(value, 0) * 10 + (c - '0');
        if (value > 255) {
          return Optional.empty();
        }
      }
    }
    if (value < 0 || index != 3) {
      return Optional.empty();
    }
    octets[3] = (byte) value;
    return Optional.of(ofBytes(octets));
  }

  /** The address of 4 or 16 octets. */
  static InetAddress ofBytes(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 octets", e);
    }
  }
}
