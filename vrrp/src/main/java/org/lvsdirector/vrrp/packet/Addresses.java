package org.lvsdirector.vrrp.packet;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Addresses without name resolution: octets to address, literal to address, address to RFC 5952
 * text.
 */
public final class Addresses {
  private Addresses() {}

  /**
   * The address of 4 or 16 octets. Sixteen octets always give an IPv6 address, also for IPv4-mapped
   * ones.
   *
   * @throws IllegalArgumentException if there are neither 4 nor 16 octets
   */
  public static InetAddress of(byte[] octets) {
    try {
      return octets.length == 16
          ? Inet6Address.getByAddress(null, octets, -1)
          : Inet4Address.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(octets.length + " octets are no IP address", e);
    }
  }

  /**
   * The address a literal stands for; never asks a name server.
   *
   * @throws IllegalArgumentException if {@code literal} is not an IPv4 or IPv6 literal
   */
  public static InetAddress parse(String literal) {
    return of(InetAddress.ofLiteral(literal).getAddress());
  }

  /**
   * The usual text of an address: dotted quad, or RFC 5952 with the longest run of zeros shortened.
   */
  public static String text(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      return address.getHostAddress();
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (octets[2 * i] & 0xff) << 8 | (octets[2 * i + 1] & 0xff);
    }
    return textOf(groups);
  }

  private static String textOf(int[] groups) {
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > bestLength) {
        bestStart = i;
        bestLength = end - i;
      }
    }
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  /**
   * Compares two addresses of one family as unsigned numbers, as the tie between masters is
   * decided.
   */
  public static int compare(InetAddress a, InetAddress b) {
    return Arrays.compareUnsigned(a.getAddress(), b.getAddress());
  }
}
