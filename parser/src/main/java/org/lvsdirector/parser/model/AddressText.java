package org.lvsdirector.parser.model;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Addresses as text in the form of RFC 5952 and inet_ntop, which logs, FIFO lines and mails of
 * keepalived have.
 */
public final class AddressText {
  private AddressText() {}

  /**
   * The address as text: dotted for IPv4, compressed lower-case hexadecimal for IPv6, without a
   * scope.
   */
  public static String of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    return compressed(groups(address.getAddress()));
  }

  private static int[] groups(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    return groups;
  }

  private static String compressed(int[] groups) {
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
      i = Math.max(i, end - 1);
    }
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
