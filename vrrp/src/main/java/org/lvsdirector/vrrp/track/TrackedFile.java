package org.lvsdirector.vrrp.track;

import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number in a track file (keepalived reference, VRRP 11.1). */
public final class TrackedFile {
  private static final Pattern NUMBER = Pattern.compile("^\\s*([+-]?)(0[xX][0-9a-fA-F]+|[0-9]+)");

  private TrackedFile() {}

  /**
   * The leading number, decimal, octal (0…) or hexadecimal (0x…); text behind it is ignored, a file
   * without a number is 0. Nothing if the number does not fit in 32 bits: then the previous value
   * stays.
   */
  public static OptionalInt parse(String content) {
    Matcher matcher = NUMBER.matcher(content);
    if (!matcher.find()) {
      return OptionalInt.of(0);
    }
    BigInteger value = value(matcher.group(2));
    if (matcher.group(1).equals("-")) {
      value = value.negate();
    }
    return value.bitLength() <= 31 ? OptionalInt.of(value.intValueExact()) : OptionalInt.empty();
  }

  private static BigInteger value(String digits) {
    if (digits.startsWith("0x") || digits.startsWith("0X")) {
      return new BigInteger(digits.substring(2), 16);
    }
    if (digits.startsWith("0") && digits.length() > 1) {
      int end = 1;
      while (end < digits.length() && digits.charAt(end) < '8') {
        end++;
      }
      return new BigInteger(digits.substring(0, end), 8);
    }
    return new BigInteger(digits);
  }
}
