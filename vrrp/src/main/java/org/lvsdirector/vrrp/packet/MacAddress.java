package org.lvsdirector.vrrp.packet;

import java.util.HexFormat;

/**
 * A hardware address; six octets on Ethernet, twenty on InfiniBand.
 *
 * @param octets 1 to 32 octets
 */
public record MacAddress(Octets octets) {
  /** The Ethernet broadcast address. */
  public static final MacAddress BROADCAST = of("ff:ff:ff:ff:ff:ff");

  /** Checks the length. */
  public MacAddress {
    if (octets.length() < 1 || octets.length() > 32) {
      throw new IllegalArgumentException(
          "hardware address of " + octets.length() + " octets (expected 1..32)");
    }
  }

  /** Reads the colon form, for instance {@code 00:00:5e:00:01:33}. */
  public static MacAddress of(String text) {
    return new MacAddress(Octets.of(HexFormat.ofDelimiter(":").parseHex(text)));
  }

  /** The address of these octets. */
  public static MacAddress of(byte[] octets) {
    return new MacAddress(Octets.of(octets));
  }

  @Override
  public String toString() {
    return HexFormat.ofDelimiter(":").formatHex(octets.toArray());
  }
}
