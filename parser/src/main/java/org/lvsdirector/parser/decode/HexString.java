package org.lvsdirector.parser.decode;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.UdpCheck;
import org.lvsdirector.parser.syntax.Statement;
import org.lvsdirector.parser.syntax.Word;

/**
 * Octets written in hexadecimal: blanks separate; in a run pairs form octets, an odd last digit is
 * an octet of its own (keepalived reference, LVS 22).
 */
final class HexString {
  private HexString() {}

  static Optional<Octets> payload(Statement s) {
    return pattern(s, false).map(UdpCheck.ReplyPattern::octets);
  }

  static Optional<UdpCheck.ReplyPattern> pattern(Statement s) {
    return pattern(s, true);
  }

  private static Optional<UdpCheck.ReplyPattern> pattern(Statement s, boolean wildcards) {
    var values = new ByteArrayOutputStream();
    var masks = new ByteArrayOutputStream();
    for (Word word : s.args()) {
      for (String run : word.text().split("[ \t]+")) {
        if (!run(run, wildcards, values, masks)) {
          return Optional.empty();
        }
      }
    }
    if (values.size() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new UdpCheck.ReplyPattern(Octets.of(values.toByteArray()), Octets.of(masks.toByteArray())));
  }

  private static boolean run(
      String run, boolean wildcards, ByteArrayOutputStream values, ByteArrayOutputStream masks) {
    for (int i = 0; i < run.length(); i += 2) {
      int value = 0;
      int mask = i + 1 < run.length() ? 0 : 0xf0;
      for (int j = i; j < Math.min(i + 2, run.length()); j++) {
        char c = run.charAt(j);
        int digit = Character.digit(c, 16);
        boolean wild = wildcards && (c == 'x' || c == 'X');
        if (digit < 0 && !wild) {
          return false;
        }
        value = value << 4 | (wild ? 0 : digit);
        mask = mask << 4 | (wild ? 0 : 0xf);
      }
      values.write(value);
      masks.write(mask);
    }
    return true;
  }
}
