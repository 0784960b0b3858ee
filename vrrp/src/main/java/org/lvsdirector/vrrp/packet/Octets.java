package org.lvsdirector.vrrp.packet;

import java.util.Arrays;
import java.util.HexFormat;

/** A fixed run of octets with value equality, so that packets can be parts of records. */
public final class Octets {
  /** No octets. */
  public static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of {@code bytes}. */
  public static Octets of(byte... bytes) {
    return new Octets(bytes.clone());
  }

  /** The octets written as hexadecimal digits; blanks and line ends between them are skipped. */
  public static Octets ofHex(String hex) {
    return new Octets(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
  }

  /** A copy of the octets. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** How many there are. */
  public int length() {
    return bytes.length;
  }

  /** The octet at {@code index}, 0 to 255. */
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  /** Two octets in network order from {@code index}. */
  public int shortAt(int index) {
    return at(index) << 8 | at(index + 1);
  }

  /** Four octets in network order from {@code index}, as an unsigned value. */
  public long intAt(int index) {
    return (long) shortAt(index) << 16 | shortAt(index + 2);
  }

  /** The octets from {@code start} to {@code end} (exclusive). */
  public Octets slice(int start, int end) {
    return new Octets(Arrays.copyOfRange(bytes, start, end));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets o && Arrays.equals(bytes, o.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Plain hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
