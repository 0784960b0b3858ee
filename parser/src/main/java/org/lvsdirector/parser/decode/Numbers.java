package org.lvsdirector.parser.decode;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers and booleans as keepalived reads them (keepalived reference, parser 14). */
final class Numbers {
  private Numbers() {}

  /**
   * A number and what was odd about it.
   *
   * @param value the number, saturated to 64 bits; of the leading digits if the text goes on
   * @param whole the whole text is a number
   * @param rounded decimals were dropped
   */
  record Parsed(long value, boolean whole, boolean rounded) {}

  /**
   * A whole number; base 10, or 0 for automatic (0x and 0 prefixes). A number followed by other
   * text is not whole; an empty word, which takes quotes to write, is 0.
   */
  static Parsed integer(String word, int base) {
    int at = blanks(word);
    boolean negative = at < word.length() && word.charAt(at) == '-';
    if (at < word.length() && (negative || word.charAt(at) == '+')) {
      at++;
    }
    int radix = base == 0 ? 10 : base;
    if (base == 0 && at + 1 < word.length() && word.charAt(at) == '0') {
      boolean hex = word.charAt(at + 1) == 'x' || word.charAt(at + 1) == 'X';
      radix = hex ? 16 : 8;
      at += hex ? 2 : 1;
    }
    int start = at;
    long value = 0;
    while (at < word.length() && digit(word.charAt(at), radix) >= 0) {
      value = saturated(value, radix, digit(word.charAt(at), radix));
      at++;
    }
    boolean digits = at > start || radix == 8 || word.isEmpty();
    return new Parsed(negative ? -value : value, digits && at == word.length(), false);
  }

  /**
   * A decimal number in units of its last place, rounded half up on the first place dropped (14.3).
   */
  static Parsed decimal(String word, int places) {
    int at = blanks(word);
    boolean negative = at < word.length() && word.charAt(at) == '-';
    at += negative || (at < word.length() && word.charAt(at) == '+') ? 1 : 0;
    long value = 0;
    int digits = 0;
    while (at < word.length() && isDigit(word.charAt(at))) {
      value = saturated(value, 10, word.charAt(at++) - '0');
      digits++;
    }
    int decimals = 0;
    boolean rounded = false;
    if (at < word.length() && word.charAt(at) == '.') {
      at++;
      while (at < word.length() && isDigit(word.charAt(at))) {
        int digit = word.charAt(at++) - '0';
        digits++;
        if (decimals < places) {
          value = saturated(value, 10, digit);
        } else if (decimals == places) {
          rounded = true;
          value += digit >= 5 ? 1 : 0;
        }
        decimals++;
      }
    }
    for (int i = decimals; i < places; i++) {
      value = saturated(value, 10, 0);
    }
    return new Parsed(
        negative ? -value : value, (digits > 0 || word.isEmpty()) && at == word.length(), rounded);
  }

  /** A number of units of the last place, in plain writing. */
  static String plain(long value, int places) {
    return BigDecimal.valueOf(value, places).stripTrailingZeros().toPlainString();
  }

  /** {@code on true yes} or {@code off false no}, lower case. */
  static Optional<Boolean> bool(String word) {
    return switch (word) {
      case "on", "true", "yes" -> Optional.of(true);
      case "off", "false", "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static int blanks(String word) {
    int at = 0;
    while (at < word.length() && (word.charAt(at) == ' ' || word.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static int digit(char c, int radix) {
    return c < 128 ? Character.digit(c, radix) : -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static long saturated(long value, int radix, int digit) {
    return value > (Long.MAX_VALUE - digit) / radix ? Long.MAX_VALUE : value * radix + digit;
  }
}
