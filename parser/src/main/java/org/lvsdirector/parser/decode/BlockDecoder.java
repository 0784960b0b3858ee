package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.lvsdirector.parser.keyword.Keyword;
import org.lvsdirector.parser.keyword.Support;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.parser.source.Suggestions;
import org.lvsdirector.parser.syntax.Statement;
import org.lvsdirector.parser.syntax.Word;

/**
 * Reads the statements of one block. The values readers here are the one idiom for ranges and
 * booleans: they report what was found and what was expected, and answer empty so that the caller
 * keeps its default.
 */
abstract class BlockDecoder {
  final Decoding out;
  private final Map<String, Keyword> keywords;

  BlockDecoder(Decoding out, String path) {
    this.out = out;
    this.keywords = out.level(path);
  }

  /** Where we are, for messages: {@code " in vrrp_instance VI_1"}. */
  abstract String where();

  /** Reads one statement whose keyword belongs here. */
  abstract void statement(Statement s);

  /** Reads all statements; keywords that do not belong here were reported by the block parser. */
  final void decode(List<Statement> statements) {
    for (Statement s : statements) {
      Keyword keyword = keywords.get(s.keyword().text());
      if (keyword != null) {
        if (plain(keyword, s) || out.admit(s, keyword, where())) {
          statement(s);
        }
      }
    }
  }

  /** The common case, which must not cost a string. */
  private static boolean plain(Keyword keyword, Statement s) {
    return keyword.support() == Support.USED
        && !keyword.own()
        && (!s.args().isEmpty() || keyword.missing() == Keyword.Missing.ALLOWED);
  }

  /** For a keyword of the table that a decoder forgot; a test makes sure there is none. */
  final void unhandled(Statement s) {
    out.note(s.range(), "no decoder for " + s.keyword().text() + where());
  }

  final void error(Statement s, String message) {
    out.error(s.range(), message + where());
  }

  final void warning(Statement s, String message) {
    out.warning(s.range(), message + where());
  }

  // ---- words

  /** Range of an argument, or of the keyword if it is not there. */
  static SourceRange at(Statement s, int index) {
    return index < s.args().size() ? s.args().get(index).range() : s.range();
  }

  static String text(Statement s, int index) {
    List<Word> args = s.args();
    return index < args.size() ? args.get(index).text() : "";
  }

  // ---- numbers

  /** A whole number in base 10 (14.1, 14.2); empty and reported if it is out of range. */
  final OptionalLong integer(Statement s, int index, Range range) {
    return integer(s.keyword().text(), s, index, range);
  }

  final OptionalLong integer(String name, Statement s, int index, Range range) {
    if (index >= s.args().size()) {
      out.missingParameter(s.range(), name + " needs a number" + where());
      return OptionalLong.empty();
    }
    Numbers.Parsed parsed = Numbers.integer(text(s, index), 10);
    return checked(name, s, index, range, parsed);
  }

  /** As {@link #integer} with automatic base: 0x, 0 (14.7). */
  final OptionalLong anyBase(Statement s, int index, Range range) {
    if (index >= s.args().size()) {
      out.missingParameter(s.range(), s.keyword().text() + " needs a number" + where());
      return OptionalLong.empty();
    }
    return checked(s.keyword().text(), s, index, range, Numbers.integer(text(s, index), 0));
  }

  private OptionalLong checked(
      String name, Statement s, int index, Range range, Numbers.Parsed parsed) {
    if (!parsed.whole()) {
      out.error(
          ErrorClass.INVALID_NUMBER,
          at(s, index),
          name + ": \"" + text(s, index) + "\" is not a number (expected " + range + ")" + where());
    }
    if (!range.contains(parsed.value())) {
      if (parsed.whole()) {
        out.error(
            ErrorClass.INVALID_NUMBER,
            at(s, index),
            name + ": " + text(s, index) + " (expected " + range + ")" + where());
      }
      return OptionalLong.empty();
    }
    return OptionalLong.of(parsed.value());
  }

  /** Seconds with up to six decimals, in µs (14.3, 14.4). */
  final Optional<Duration> seconds(Statement s, int index, long lowMicros, long highMicros) {
    return decimal(s, index, 6, lowMicros, highMicros, 1);
  }

  /** Seconds with up to three decimals. */
  final Optional<Duration> millis(Statement s, int index, long lowMillis, long highMillis) {
    return decimal(s, index, 3, lowMillis, highMillis, 1000);
  }

  private Optional<Duration> decimal(
      Statement s, int index, int places, long low, long high, long micros) {
    String name = s.keyword().text();
    if (index >= s.args().size()) {
      out.missingParameter(s.range(), name + " needs a number of seconds" + where());
      return Optional.empty();
    }
    String text = text(s, index);
    Numbers.Parsed parsed = Numbers.decimal(text, places);
    String expected =
        " (expected " + Numbers.plain(low, places) + ".." + Numbers.plain(high, places) + ")";
    if (!parsed.whole()) {
      out.error(
          ErrorClass.INVALID_NUMBER,
          at(s, index),
          name + ": \"" + text + "\" is not a number of seconds" + expected + where());
    } else if (parsed.rounded()) {
      out.warning(
          ErrorClass.INVALID_NUMBER,
          at(s, index),
          name + ": " + text + " has more than " + places + " decimals, rounded" + where());
    }
    if (parsed.value() < low || parsed.value() > high) {
      if (parsed.whole()) {
        out.error(ErrorClass.INVALID_NUMBER, at(s, index), name + ": " + text + expected + where());
      }
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos(parsed.value() * micros * 1000));
  }

  // ---- booleans, addresses

  /** A boolean whose absence means true (14.5); empty and reported if it is another word. */
  final Optional<Boolean> bool(Statement s) {
    if (s.args().isEmpty()) {
      return Optional.of(true);
    }
    Optional<Boolean> value = Numbers.bool(text(s, 0));
    if (value.isEmpty()) {
      error(
          s,
          s.keyword().text() + ": \"" + text(s, 0) + "\" (expected on/true/yes or off/false/no)");
    }
    return value;
  }

  /** An address, cut at a dash or slash (15.3); empty and reported if it is none. */
  final Optional<InetAddress> address(Statement s, int index) {
    Optional<InetAddress> address = Literals.cutAddress(text(s, index));
    if (address.isEmpty()) {
      out.error(
          at(s, index),
          s.keyword().text() + ": \"" + text(s, index) + "\" is not an address" + where());
    }
    return address;
  }

  /** A word that is one of a few; empty and reported otherwise. */
  final <T> Optional<T> choice(Statement s, int index, Map<String, T> choices) {
    T value = choices.get(text(s, index));
    if (value == null) {
      wrongChoice(s, index, choices.keySet().stream().sorted().toList());
    }
    return Optional.ofNullable(value);
  }

  /** Reports a word that is none of a few. */
  final void wrongChoice(Statement s, int index, List<String> choices) {
    String word = text(s, index);
    Diagnostic wrong =
        Diagnostic.error(
            ErrorClass.GENERAL_ERROR,
            s.keyword().text()
                + ": \""
                + word
                + "\" (expected "
                + String.join(", ", choices)
                + ")"
                + where(),
            at(s, index));
    out.add(Suggestions.nearest(word, choices).map(wrong::withSuggestion).orElse(wrong));
  }
}
