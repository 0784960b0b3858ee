package org.lvsdirector.healthcheck.io;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * What a checker reads from the head of a response, by keepalived's rules rather than those of an
 * HTTP library (reference, LVS 17.2): servers were configured against them.
 *
 * @param status three digits between the first and the second blank of the first line; 0 when there
 *     are none, as in a status line that ends after the code
 * @param contentLength the number after {@code Content-Length:}, if there is one
 */
record ResponseHead(int status, OptionalLong contentLength) {
  private static final String LENGTH = "Content-Length:";

  /**
   * Reads a head.
   *
   * @param bytes the response up to and with the blank line
   */
  static ResponseHead of(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    return new ResponseHead(status(text.substring(0, text.indexOf("\r\n"))), contentLength(text));
  }

  private static int status(String line) {
    int first = line.indexOf(' ');
    int second = line.indexOf(' ', first + 1);
    if (first < 0 || second - first != 4) {
      return 0;
    }
    int status = 0;
    for (int i = first + 1; i < second; i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      status = status * 10 + digit;
    }
    return status;
  }

  private static OptionalLong contentLength(String text) {
    int at = text.indexOf(LENGTH);
    if (at < 0) {
      return OptionalLong.empty();
    }
    int end = text.indexOf('\r', at);
    String value = text.substring(at + LENGTH.length(), end < 0 ? text.length() : end).strip();
    try {
      long length = Long.parseUnsignedLong(value);
      return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
