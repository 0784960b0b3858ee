package org.lvsdirector.linux.netlink;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A link-layer address: 6 bytes on Ethernet, 20 on Infiniband. Immutable. */
public final class HardwareAddress {

  private static final HexFormat HEX = HexFormat.ofDelimiter(":");

  private final byte[] bytes;

  private HardwareAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies the bytes. */
  public static HardwareAddress of(byte[] bytes) {
    return new HardwareAddress(bytes.clone());
  }

  /**
   * Reads {@code 00:00:5e:00:01:33}; empty for anything else than pairs of hex digits with colons.
   */
  public static Optional<HardwareAddress> parse(String text) {
    try {
      return Optional.of(new HardwareAddress(HEX.parseHex(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HardwareAddress h && Arrays.equals(h.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HEX.formatHex(bytes);
  }
}
