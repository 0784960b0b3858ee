package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * One VRRP advertisement, as version 2 and 3 have it in common.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+-------+---------------+---------------+---------------+
 * |Version| Type=1|      VRID     |    Priority   |  Addr. count  |
 * +-------+-------+---------------+---------------+---------------+
 * | v2: auth type | v2: interval s|           Checksum            |
 * | v3: 0 (4 bit) and interval, 12 bit, in 10 ms  |               |
 * +---------------+---------------+---------------+---------------+
 * |  addresses, 4 or 16 octets each; IPv4 v2: 8 octets of auth    |
 * </pre>
 *
 * @param version 2 or 3
 * @param vrid 1..255 (0 can only come from the wire)
 * @param priority 0..255; 0 says that the sender stops
 * @param authType the version 2 authentication octet, 0 in version 3
 * @param interval whole seconds 0..255 in version 2, multiples of 10 ms up to 40.95 s in version 3
 * @param addresses in the order they were configured
 * @param authData the eight octets behind the addresses of an IPv4 version 2 message, empty
 *     elsewhere
 */
public record Advertisement(
    int version,
    int vrid,
    int priority,
    int authType,
    Duration interval,
    List<InetAddress> addresses,
    Octets authData) {
  /** Length of the fixed part in octets. */
  public static final int HEADER_LENGTH = 8;

  /** Length of the authentication octets of version 2. */
  public static final int AUTH_LENGTH = 8;

  /** IP protocol number of VRRP. */
  public static final int PROTOCOL = 112;

  /** Checks the ranges that the wire format gives. */
  public Advertisement {
    addresses = List.copyOf(addresses);
    require("version", version, 2, 3);
    require("virtual_router_id", vrid, 0, 255);
    require("priority", priority, 0, 255);
    require("addresses", addresses.size(), 0, 255);
    long units = version == 2 ? interval.toSeconds() : interval.toMillis() / 10;
    require("advert_int", units, 0, version == 2 ? 255 : 4095);
  }

  /** The interval in the unit of the wire: seconds in version 2, centiseconds in version 3. */
  public int intervalUnits() {
    return (int) (version == 2 ? interval.toSeconds() : interval.toMillis() / 10);
  }

  private static void require(String what, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          what + ": " + value + " (expected " + low + ".." + high + ")");
    }
  }
}
