package org.lvsdirector.parser.decode;

import java.util.ArrayList;
import java.util.OptionalLong;
import org.lvsdirector.parser.Environment;

/** Names of iproute2's tables, or numbers (keepalived reference, parser 15.6). */
final class RoutingNames {
  private RoutingNames() {}

  static OptionalLong number(
      VrrpDraft.Context context, Environment.RoutingTable table, String word) {
    OptionalLong known = builtIn(table, word);
    if (known.isEmpty() && !word.isEmpty()) {
      var directories = new ArrayList<String>();
      context.global().vrrp.iprouteEtcDir().ifPresent(directories::add);
      context.global().vrrp.iprouteUsrDir().ifPresent(directories::add);
      known = context.out().environment().routingName(table, word, directories);
    }
    if (known.isPresent()) {
      return known;
    }
    Numbers.Parsed number = Numbers.integer(word, 0);
    return number.whole() && Range.UINT32.contains(number.value())
        ? OptionalLong.of(number.value())
        : OptionalLong.empty();
  }

  private static OptionalLong builtIn(Environment.RoutingTable table, String word) {
    return switch (table) {
      case TABLES ->
          switch (word) {
            case "default" -> OptionalLong.of(253);
            case "main" -> OptionalLong.of(254);
            case "local" -> OptionalLong.of(255);
            default -> OptionalLong.empty();
          };
      case SCOPES ->
          switch (word) {
            case "global" -> OptionalLong.of(0);
            case "site" -> OptionalLong.of(200);
            case "link" -> OptionalLong.of(253);
            case "host" -> OptionalLong.of(254);
            case "nowhere" -> OptionalLong.of(255);
            default -> OptionalLong.empty();
          };
      case PROTOCOLS ->
          switch (word) {
            case "redirect" -> OptionalLong.of(1);
            case "kernel" -> OptionalLong.of(2);
            case "boot" -> OptionalLong.of(3);
            case "static" -> OptionalLong.of(4);
            case "keepalived" -> OptionalLong.of(18);
            default -> OptionalLong.empty();
          };
      case REALMS, DSFIELD, GROUPS ->
          word.equals("default") ? OptionalLong.of(0) : OptionalLong.empty();
    };
  }
}
