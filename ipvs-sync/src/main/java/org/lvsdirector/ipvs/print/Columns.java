package org.lvsdirector.ipvs.print;

/** Fixed-width columns, without the cost of format strings for a hundred thousand lines. */
final class Columns {
  private Columns() {}

  static void left(StringBuilder out, String text, int width) {
    out.append(text);
    pad(out, width - text.length());
  }

  static void right(StringBuilder out, String text, int width) {
    pad(out, width - text.length());
    out.append(text);
  }

  static void right(StringBuilder out, long number, int width) {
    right(out, Long.toUnsignedString(number), width);
  }

  /** Nine columns; from 100 million on in thousands (K), millions (M) and so on. */
  static void large(StringBuilder out, long number) {
    if (Long.compareUnsigned(number, 100_000_000L) < 0) {
      right(out, number, 9);
    } else if (Long.compareUnsigned(number, 1_000_000_000L) < 0) {
      scaled(out, number, 1_000L, 'K');
    } else if (Long.compareUnsigned(number, 100_000_000_000L) < 0) {
      scaled(out, number, 1_000_000L, 'M');
    } else if (Long.compareUnsigned(number, 100_000_000_000_000L) < 0) {
      scaled(out, number, 1_000_000_000L, 'G');
    } else {
      scaled(out, number, 1_000_000_000_000L, 'T');
    }
  }

  private static void scaled(StringBuilder out, long number, long unit, char letter) {
    right(out, Long.divideUnsigned(number, unit), 8);
    out.append(letter);
  }

  private static void pad(StringBuilder out, int count) {
    for (int i = 0; i < count; i++) {
      out.append(' ');
    }
  }
}
