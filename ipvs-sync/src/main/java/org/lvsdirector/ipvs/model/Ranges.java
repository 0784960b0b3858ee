package org.lvsdirector.ipvs.model;

/** Argument checks of this package's records. */
final class Ranges {
  static final long U32_MAX = 0xffff_ffffL;

  private Ranges() {}

  static void port(String what, int port) {
    check(what, port, 0, 65535);
  }

  static void check(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          what + ": " + value + " (expected " + min + ".." + max + ")");
    }
  }

  /**
   * Names the kernel keeps in a fixed field: ASCII without blanks or control characters, so that
   * they print safely.
   */
  static void name(String what, String name, int maxLength) {
    if (name.length() > maxLength) {
      throw new IllegalArgumentException(what + " longer than " + maxLength + " characters");
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || name.charAt(i) > '~') {
        throw new IllegalArgumentException(what + " has a character that is not printable ASCII");
      }
    }
  }
}
