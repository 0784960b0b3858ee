package org.lvsdirector.healthcheck.io;

import java.util.OptionalLong;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.healthcheck.check.WeightAdvice;
import org.lvsdirector.parser.model.FileCheck;

/** The number in a tracked file and what it means for a real server (reference, LVS 24). */
final class TrackedNumber {
  private static final long LEAST = Integer.MIN_VALUE;
  private static final long MOST = -LEAST;

  private TrackedNumber() {}

  /**
   * The number a text begins with, in C notation: decimal, {@code 0x} hexadecimal, leading {@code
   * 0} octal. No number is 0; one out of range is empty, and then the value before stays.
   */
  static OptionalLong parse(String text) {
    String rest = text.stripLeading();
    boolean negative = rest.startsWith("-");
    if (negative || rest.startsWith("+")) {
      rest = rest.substring(1);
    }
    boolean hexadecimal = rest.length() > 2 && rest.regionMatches(true, 0, "0x", 0, 2);
    int base = hexadecimal ? 16 : rest.startsWith("0") ? 8 : 10;
    long value = 0;
    for (int i = hexadecimal ? 2 : 0; i < rest.length(); i++) {
      int digit = Character.digit(rest.charAt(i), base);
      if (digit < 0) {
        break;
      }
      value = Math.min(value * base + digit, 2 * MOST);
    }
    long signed = negative ? -value : value;
    return signed < LEAST || signed > MOST ? OptionalLong.empty() : OptionalLong.of(signed);
  }

  /** What the number means for a checker with this weight. */
  static CheckResult judge(FileCheck check, long value, java.time.Duration took) {
    String seen = check.trackFile().path() + " holds " + value;
    if (check.weight() == 0) {
      return (value == 0) != check.reverse() ? new Passed(seen, took) : new Failed(seen, took);
    }
    long product = value * check.weight() * (check.reverse() ? -1 : 1);
    return product <= Integer.MIN_VALUE
        ? new Failed(seen + ", which takes all weight away", took)
        : new Passed(seen, took, new WeightAdvice.Add(product));
  }
}
