package org.lvsdirector.healthcheck.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.lvsdirector.parser.model.DnsType;

/** The two DNS messages a checker needs (RFC 1035, 4.1): a query, and the head of its answer. */
final class DnsMessage {
  static final int HEAD = 12;
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 255;
  private static final String[] RCODES = {
    "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"
  };

  private DnsMessage() {}

  /**
   * A query with one question, recursion desired.
   *
   * @param id 16 bits
   * @param name labels split at dots; a dot at the end is fine, a dot alone is the root
   * @throws IllegalArgumentException if the name cannot be encoded
   */
  static byte[] query(int id, String name, DnsType type) {
    var out = new ByteArrayOutputStream();
    short16(out, id);
    short16(out, 0x0100);
    short16(out, 1);
    short16(out, 0);
    short16(out, 0);
    short16(out, 0);
    int before = out.size();
    String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    for (String label : plain.isEmpty() ? new String[0] : plain.split("\\.", -1)) {
      byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
      if (bytes.length == 0 || bytes.length > LONGEST_LABEL) {
        throw new IllegalArgumentException(
            "label \"" + label + "\" of " + name + " has " + bytes.length + " bytes (1..63)");
      }
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    out.write(0);
    if (out.size() - before > LONGEST_NAME) {
      throw new IllegalArgumentException("name " + name + " is longer than 255 bytes");
    }
    short16(out, type.number());
    short16(out, 1);
    return out.toByteArray();
  }

  private static void short16(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }

  /** Whether these bytes answer the query with this id. */
  static boolean answers(byte[] bytes, int id) {
    return bytes.length >= HEAD
        && ((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff)) == id
        && (bytes[2] & 0x80) != 0;
  }

  /** The response code of an answer, 0 to 15. */
  static int rcode(byte[] bytes) {
    return bytes[3] & 0x0f;
  }

  /** The usual name of a response code. */
  static String rcodeName(int rcode) {
    return rcode < RCODES.length ? RCODES[rcode] : "RCODE " + rcode;
  }
}
