package org.lvsdirector.ipvs.model;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as two numbers: cheap to keep by the hundred thousand, to count up and to
 * compare.
 *
 * <p>Unlike {@link InetAddress} it keeps an IPv4-mapped IPv6 address an IPv6 address, as the kernel
 * does.
 *
 * @param family IPv4 or IPv6
 * @param high the upper 64 bits; 0 for IPv4
 * @param low the lower 64 bits; 0..2^32-1 for IPv4
 */
public record IpAddress(Family family, long high, long low) implements Comparable<IpAddress> {
  private static final long U32 = 0xffff_ffffL;

  /** Checks that an IPv4 address stays within 32 bits. */
  public IpAddress {
    Objects.requireNonNull(family);
    if (family == Family.INET && (high != 0 || (low & ~U32) != 0)) {
      throw new IllegalArgumentException("IPv4 address wider than 32 bits");
    }
  }

  /**
   * The address of a literal such as {@code 10.0.0.1} or {@code 2001:db8::1}; names are not looked
   * up.
   */
  public static IpAddress of(String literal) {
    return of(InetAddress.ofLiteral(literal));
  }

  /** The same address as a Java platform address. */
  public static IpAddress of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ofBytes(address instanceof Inet4Address ? Family.INET : Family.INET6, bytes, 0);
  }

  /**
   * Reads 4 or 16 bytes in network order; throws {@link IndexOutOfBoundsException} when there are
   * fewer.
   */
  public static IpAddress ofBytes(Family family, byte[] bytes, int offset) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return family == Family.INET
        ? new IpAddress(family, 0, in.getInt(offset) & U32)
        : new IpAddress(family, in.getLong(offset), in.getLong(offset + 8));
  }

  /** An IPv4 address from its 32 bits. */
  public static IpAddress ofInt(int bits) {
    return new IpAddress(Family.INET, 0, bits & U32);
  }

  /** The 4 or 16 bytes in network order. */
  public byte[] toBytes() {
    return family == Family.INET
        ? ByteBuffer.allocate(4).putInt((int) low).array()
        : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  /** The address one above; throws {@link ArithmeticException} above the last one of the family. */
  public IpAddress next() {
    if (family == Family.INET ? low == U32 : (high & low) == -1L) {
      throw new ArithmeticException("no address above " + this);
    }
    return new IpAddress(family, low == -1L ? high + 1 : high, low + 1);
  }

  // By hand: the generated form costs a cold JVM more than the kernel takes for the whole entry.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof IpAddress that
            && low == that.low
            && high == that.high
            && family == that.family);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(high) + Long.hashCode(low) * 0x9e3779b9;
  }

  /** IPv4 before IPv6, then by value. */
  @Override
  public int compareTo(IpAddress other) {
    int byFamily = family.compareTo(other.family);
    if (byFamily != 0) {
      return byFamily;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** The text {@code inet_ntop} gives, so that listings equal those of other tools. */
  @Override
  public String toString() {
    return family == Family.INET ? dotted(low) : Ipv6Text.of(high, low);
  }

  /** The address as it stands before a port: IPv6 in brackets. */
  public String bracketed() {
    return family == Family.INET ? toString() : "[" + this + "]";
  }

  static String dotted(long bits) {
    return ((bits >> 24) & 0xff)
        + "."
        + ((bits >> 16) & 0xff)
        + "."
        + ((bits >> 8) & 0xff)
        + "."
        + (bits & 0xff);
  }
}
