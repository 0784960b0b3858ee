package org.lvsdirector.parser.decode;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.VirtualServerGroup.Entry;

/**
 * Ends of address ranges: {@code -E}, {@code -ADDR}, {@code /PREFIX} (keepalived reference, LVS 4).
 */
final class AddressRanges {
  private AddressRanges() {}

  /** A range with a long or short end; null if it is none. */
  static @Nullable Entry to(InetAddress first, String end, int port) {
    Optional<InetAddress> last = Literals.address(end);
    if (last.isPresent()) {
      boolean ordered =
          AddressFamily.of(last.get()) == AddressFamily.of(first)
              && number(first).compareTo(number(last.get())) <= 0;
      return ordered ? new Entry.Range(first, last.get(), port) : null;
    }
    boolean v4 = AddressFamily.of(first) == AddressFamily.INET;
    Numbers.Parsed parsed = Numbers.integer(end, v4 ? 10 : 16);
    byte[] octets = first.getAddress();
    int n = octets.length;
    int start = v4 ? octets[n - 1] & 0xff : (octets[n - 2] & 0xff) << 8 | (octets[n - 1] & 0xff);
    long value = parsed.value();
    if (!parsed.whole() || value > (v4 ? 0xff : 0xffff) || value <= start) {
      return null;
    }
    octets[n - 1] = (byte) value;
    if (!v4) {
      octets[n - 2] = (byte) (value >> 8);
    }
    return new Entry.Range(first, Literals.ofBytes(octets), port);
  }

  /** A whole network, whose host bits must be zero; null if it is none. */
  static @Nullable Entry prefix(InetAddress first, String prefix, int port) {
    int bits = AddressFamily.of(first).bits();
    Numbers.Parsed parsed = Numbers.integer(prefix, 10);
    if (!parsed.whole() || parsed.value() < 1 || parsed.value() > bits) {
      return null;
    }
    int length = (int) parsed.value();
    byte[] octets = first.getAddress();
    byte[] last = octets.clone();
    for (int bit = length; bit < bits; bit++) {
      last[bit / 8] |= (byte) (0x80 >> bit % 8);
      if ((octets[bit / 8] & 0x80 >> bit % 8) != 0) {
        return null;
      }
    }
    return Arrays.equals(octets, last)
        ? new Entry.Address(first, port)
        : new Entry.Range(first, Literals.ofBytes(last), port);
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}
