package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;
import org.lvsdirector.parser.model.NextHop;
import org.lvsdirector.parser.model.RouteEncap;

/** Reads what follows {@code nexthop} in a route, up to the next one or the end of the line. */
final class NextHopWords {
  private static final Range WEIGHT = Range.of(1, 256);

  private NextHopWords() {}

  static NextHop read(LineReader line) {
    Optional<InetAddress> via = Optional.empty();
    Optional<String> dev = Optional.empty();
    int weight = 1;
    boolean onlink = false;
    Optional<RouteEncap> encap = Optional.empty();
    OptionalLong realms = OptionalLong.empty();
    while (!line.failed && line.more() && !line.peek().equals("nexthop")) {
      String word = line.next();
      switch (word) {
        case "via" -> via = line.addressWithFamily(word);
        case "dev", "oif" -> dev = line.device(word);
        case "weight" -> weight = (int) line.number(word, WEIGHT, 1);
        case "onlink" -> onlink = true;
        case "encap" -> encap = EncapWords.read(line);
        case "realms" -> realms = line.realms(word);
        default -> line.error("\"" + word + "\" is not an option of a nexthop, ignored");
      }
    }
    return new NextHop(via, dev, weight, onlink, encap, realms);
  }
}
