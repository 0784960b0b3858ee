package org.lvsdirector.ipvs.codec;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Messages written down as hex, one field a line with what it is behind a {@code #}. */
final class GoldenBytes {
  private GoldenBytes() {}

  static byte[] of(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.lines()
        .map(line -> line.replaceFirst("#.*", "").replace(" ", ""))
        .forEach(hex -> bytes.writeBytes(HexFormat.of().parseHex(hex)));
    return bytes.toByteArray();
  }

  static String hex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }
}
