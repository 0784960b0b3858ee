package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.RouteEncap;

/** Reads what follows {@code encap} in a route: ip, ip6, mpls or ila. */
final class EncapWords {
  private static final Range OCTET = Range.of(0, 255);
  private static final Range LABEL = Range.of(0, 0xfffff);

  private EncapWords() {}

  static Optional<RouteEncap> read(LineReader line) {
    if (!line.more()) {
      line.error("encap needs a type, ignored");
      return Optional.empty();
    }
    String kind = line.next();
    return switch (kind) {
      case "ip" -> Optional.of(ip(line, AddressFamily.INET));
      case "ip6" -> Optional.of(ip(line, AddressFamily.INET6));
      case "mpls" -> mpls(line);
      case "ila" -> ila(line);
      default -> {
        line.drop("encap: \"" + kind + "\" (expected ip, ip6, mpls or ila)");
        yield Optional.empty();
      }
    };
  }

  private static RouteEncap ip(LineReader line, AddressFamily family) {
    OptionalLong id = OptionalLong.empty();
    Optional<InetAddress> destination = Optional.empty();
    Optional<InetAddress> source = Optional.empty();
    OptionalInt tos = OptionalInt.empty();
    OptionalInt ttl = OptionalInt.empty();
    OptionalInt flags = OptionalInt.empty();
    while (!line.failed && line.more()) {
      switch (line.peek()) {
        case "id" -> id = OptionalLong.of(line.number(line.next(), Range.of(0, Long.MAX_VALUE), 0));
        case "dst" -> destination = line.address(line.next());
        case "src" -> source = line.address(line.next());
        case "tos", "tc" -> tos = OptionalInt.of((int) line.number(line.next(), OCTET, 0));
        case "ttl", "hoplimit" -> ttl = OptionalInt.of((int) line.number(line.next(), OCTET, 0));
        case "flags" ->
            flags = OptionalInt.of((int) line.number(line.next(), Range.of(0, 65535), 0));
        default -> {
          return new RouteEncap.Ip(family, id, destination, source, tos, ttl, flags);
        }
      }
    }
    return new RouteEncap.Ip(family, id, destination, source, tos, ttl, flags);
  }

  private static Optional<RouteEncap> mpls(LineReader line) {
    List<Integer> labels = new ArrayList<>();
    String word = line.argument("encap mpls");
    for (String label : word.split("/", -1)) {
      Numbers.Parsed number = Numbers.integer(label, 0);
      if (!number.whole() || !LABEL.contains(number.value())) {
        line.drop("encap mpls: \"" + word + "\" is not a list of labels");
        return Optional.empty();
      }
      labels.add((int) number.value());
    }
    OptionalInt ttl = OptionalInt.empty();
    if (line.peek().equals("ttl")) {
      ttl = OptionalInt.of((int) line.number(line.next(), OCTET, 0));
    }
    return Optional.of(new RouteEncap.Mpls(labels, ttl));
  }

  private static Optional<RouteEncap> ila(LineReader line) {
    String word = line.argument("encap ila");
    long locator = 0;
    String[] groups = word.split(":", -1);
    boolean good = groups.length == 4;
    for (String group : groups) {
      Numbers.Parsed number = Numbers.integer(group, 16);
      good &= number.whole() && number.value() >= 0 && number.value() <= 0xffff;
      locator = locator << 16 | (number.value() & 0xffff);
    }
    if (!good) {
      line.drop("encap ila: \"" + word + "\" is not a locator of four groups");
      return Optional.empty();
    }
    return Optional.of(new RouteEncap.Ila(locator));
  }
}
