package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.util.Optional;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.IpPrefix;

/** The form {@code ADDR[/LEN]}. */
final class Prefixes {
  private Prefixes() {}

  /** An address with a prefix length, full length if none is written; empty if it is none. */
  static Optional<IpPrefix> parse(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = Literals.address(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int bits = AddressFamily.of(address.get()).bits();
    if (slash < 0) {
      return Optional.of(new IpPrefix(address.get(), bits));
    }
    Numbers.Parsed length = Numbers.integer(text.substring(slash + 1), 10);
    return length.whole() && length.value() >= 0 && length.value() <= bits
        ? Optional.of(new IpPrefix(address.get(), (int) length.value()))
        : Optional.empty();
  }

  /** The zero prefix of a family: {@code default}. */
  static IpPrefix any(AddressFamily family) {
    return new IpPrefix(Literals.ofBytes(new byte[family.bits() / 8]), 0);
  }
}
