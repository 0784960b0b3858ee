package org.lvsdirector.ipvs.model;

/**
 * IPv6 addresses as text the way glibc's {@code inet_ntop} writes them: RFC 5952, with the last 32
 * bits dotted for IPv4-mapped and IPv4-compatible addresses.
 */
final class Ipv6Text {
  private Ipv6Text() {}

  static String of(long high, long low) {
    int[] groups = new int[8];
    for (int i = 0; i < 4; i++) {
      groups[i] = (int) (high >>> (48 - 16 * i)) & 0xffff;
      groups[i + 4] = (int) (low >>> (48 - 16 * i)) & 0xffff;
    }
    int start = longestZeroRun(groups);
    int length = start < 0 ? 0 : runLength(groups, start);
    boolean dottedTail = start == 0 && (length == 6 || (length == 5 && groups[5] == 0xffff));
    StringBuilder text = new StringBuilder(39);
    int end = dottedTail ? 6 : 8;
    for (int i = 0; i < end; i++) {
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
    if (dottedTail) {
      text.append(length == 6 ? "" : ":").append(IpAddress.dotted(low & 0xffff_ffffL));
    }
    return text.toString();
  }

  /** Start of the first longest run of at least two zero groups, or -1. */
  private static int longestZeroRun(int[] groups) {
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int length = runLength(groups, i);
      if (length > bestLength) {
        best = i;
        bestLength = length;
      }
      i += length;
    }
    return best;
  }

  private static int runLength(int[] groups, int start) {
    int end = start;
    while (end < 8 && groups[end] == 0) {
      end++;
    }
    return end - start;
  }
}
