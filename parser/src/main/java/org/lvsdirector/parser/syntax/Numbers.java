package org.lvsdirector.parser.syntax;

import org.jspecify.annotations.Nullable;

/** Numbers of the preprocessing layer; keyword arguments have readers of their own. */
final class Numbers {
  private Numbers() {}

  /** A decimal number without sign that fits into 18 digits, or null. */
  static @Nullable Long decimal(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return Long.valueOf(text);
  }

  /**
   * A number as strtol reads it with base 0: {@code 0x} hexadecimal, {@code 0} octal, else decimal;
   * or null.
   */
  static @Nullable Long automaticBase(String text) {
    int i = 0;
    boolean negative = false;
    if (!text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
      negative = text.charAt(0) == '-';
      i = 1;
    }
    int radix = 10;
    if (text.startsWith("0x", i) || text.startsWith("0X", i)) {
      radix = 16;
      i += 2;
    } else if (text.startsWith("0", i) && text.length() > i + 1) {
      radix = 8;
      i++;
    }
    if (i >= text.length() || text.length() - i > 15) {
      return null;
    }
    long value = 0;
    for (; i < text.length(); i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return null;
      }
      value = value * radix + digit;
    }
    return negative ? -value : value;
  }
}
