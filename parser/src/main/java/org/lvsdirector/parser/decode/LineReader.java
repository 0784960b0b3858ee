package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lvsdirector.parser.Environment.RoutingTable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Walks over the words of an address, route or rule line; {@link #failed} says that the line must
 * be dropped.
 */
final class LineReader {
  final VrrpDraft.Context context;
  final Statement s;
  final String where;
  private final boolean strict;
  private int at = -1;
  boolean failed;

  private LineReader(VrrpDraft.Context context, Statement s, String where, boolean strict) {
    this.context = context;
    this.s = s;
    this.where = where;
    this.strict = strict;
  }

  /** For an address: a wrong value of an option leaves the line valid. */
  static LineReader ofAddress(VrrpDraft.Context context, Statement s, String where) {
    return new LineReader(context, s, where, false);
  }

  /**
   * For a route or a rule: a wrong value drops the line, and where the line ends before a value
   * keepalived exits (parser 10.5).
   */
  static LineReader ofRouting(VrrpDraft.Context context, Statement s, String where) {
    return new LineReader(context, s, where, true);
  }

  boolean more() {
    return at < s.args().size();
  }

  /** The next word; empty text at the end of the line. */
  String next() {
    String word = peek();
    at++;
    return word;
  }

  String peek() {
    if (at < 0) {
      return s.keyword().text();
    }
    return at < s.args().size() ? s.args().get(at).text() : "";
  }

  /** The argument of an option; reported and the line dropped if it is not there. */
  String argument(String option) {
    if (!more()) {
      if (strict) {
        context.out().missingParameter(s.range(), option + " needs an argument" + where);
        failed = true;
      } else {
        drop(option + " needs an argument");
      }
      return "";
    }
    return next();
  }

  void error(String message) {
    context.out().error(s.range(), message + where);
  }

  void drop(String message) {
    error(message + ", line ignored");
    failed = true;
  }

  /** A value of an option that is wrong. */
  private void wrong(String message) {
    error(message + (strict ? ", line ignored" : ", ignored"));
    failed |= strict;
  }

  /** A whole number in base 10. */
  long number(String option, Range range, long otherwise) {
    return number(option, range, otherwise, 10);
  }

  /** A whole number with automatic base: 0x, 0. */
  long anyBase(String option, Range range, long otherwise) {
    return number(option, range, otherwise, 0);
  }

  private long number(String option, Range range, long otherwise, int base) {
    String word = argument(option);
    if (failed) {
      return otherwise;
    }
    Numbers.Parsed number = Numbers.integer(word, base);
    if (!number.whole() || !range.contains(number.value())) {
      context
          .out()
          .error(
              ErrorClass.INVALID_NUMBER,
              s.range(),
              option + ": " + word + " (expected " + range + ")" + where);
      failed |= strict;
      return otherwise;
    }
    return number.value();
  }

  OptionalLong named(String option, RoutingTable table) {
    String word = argument(option);
    OptionalLong number = RoutingNames.number(context, table, word);
    if (number.isEmpty() && !failed) {
      wrong(option + ": \"" + word + "\" is neither a number nor a known name");
    }
    return number;
  }

  OptionalInt octet(String option, RoutingTable table) {
    OptionalLong number = named(option, table);
    if (number.isPresent() && number.getAsLong() > 255) {
      wrong(option + ": " + number.getAsLong() + " (expected 0..255)");
      return OptionalInt.empty();
    }
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }

  Optional<InetAddress> address(String option) {
    String word = argument(option);
    Optional<InetAddress> address = Literals.address(word);
    if (address.isEmpty() && !failed) {
      drop(option + ": \"" + word + "\" is not an address");
    }
    return address;
  }

  /** An address after an optional family word. */
  Optional<InetAddress> addressWithFamily(String option) {
    if (peek().equals("inet") || peek().equals("inet6")) {
      AddressFamily wanted = next().equals("inet") ? AddressFamily.INET : AddressFamily.INET6;
      Optional<InetAddress> address = address(option);
      if (address.isPresent() && AddressFamily.of(address.get()) != wanted) {
        drop(option + ": the address is not " + wanted.keyword());
      }
      return address;
    }
    return address(option);
  }

  /** An interface that must exist unless dynamic_interfaces is on. */
  Optional<String> device(String option) {
    String name = argument(option);
    if (failed) {
      return Optional.empty();
    }
    if (!context.interfaceUsable(name)) {
      context.missingInterface(s.range(), name, where);
      failed = true;
      return Optional.empty();
    }
    return Optional.of(name);
  }

  /** Realms as SRC/DST or DST, in one number. */
  OptionalLong realms(String option) {
    String word = argument(option);
    if (failed) {
      return OptionalLong.empty();
    }
    int slash = word.indexOf('/');
    OptionalLong source = slash < 0 ? OptionalLong.of(0) : realm(word.substring(0, slash));
    OptionalLong destination = realm(word.substring(slash + 1));
    if (source.isEmpty() || destination.isEmpty()) {
      wrong(option + ": \"" + word + "\" (expected [SRC/]DST)");
      return OptionalLong.empty();
    }
    return OptionalLong.of(source.getAsLong() << 16 | destination.getAsLong());
  }

  private OptionalLong realm(String word) {
    return RoutingNames.number(context, RoutingTable.REALMS, word);
  }

  /** {@code track_group} of a static line. */
  Optional<String> trackGroup() {
    String name = argument("track_group");
    if (failed) {
      return Optional.empty();
    }
    if (!context.draft().trackGroups.has(name)) {
      error("track_group " + name + " is not defined before its use, ignored");
      return Optional.empty();
    }
    return Optional.of(name);
  }
}
