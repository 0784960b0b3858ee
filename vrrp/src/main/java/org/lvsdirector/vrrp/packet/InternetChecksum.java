package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;

/**
 * The ones' complement sum of RFC 1071, with the pseudo headers VRRPv3 puts in front of it (RFC
 * 9568 section 5.2.8; IPv6: RFC 8200 section 8.1).
 */
public final class InternetChecksum {
  private InternetChecksum() {}

  /** The checksum of {@code bytes}; 0 when a correct checksum is already inside. */
  public static int of(byte[] bytes) {
    return finish(sum(bytes, 0, bytes.length, 0));
  }

  /**
   * The checksum of {@code bytes} behind a pseudo header of both addresses, protocol and length.
   */
  public static int of(byte[] bytes, InetAddress source, InetAddress destination, int protocol) {
    long sum = sum(source.getAddress(), 0, source.getAddress().length, 0);
    sum = sum(destination.getAddress(), 0, destination.getAddress().length, sum);
    return finish(sum(bytes, 0, bytes.length, sum + protocol + bytes.length));
  }

  private static long sum(byte[] bytes, int from, int to, long start) {
    long sum = start;
    for (int i = from; i < to; i += 2) {
      int low = i + 1 < to ? bytes[i + 1] & 0xff : 0;
      sum += (bytes[i] & 0xff) << 8 | low;
    }
    return sum;
  }

  private static int finish(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) (~folded & 0xffff);
  }
}
