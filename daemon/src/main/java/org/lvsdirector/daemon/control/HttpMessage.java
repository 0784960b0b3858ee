package org.lvsdirector.daemon.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Just enough of HTTP/1.1 (RFC 9112) for one exchange a connection: a start line, headers, a body
 * of known length or up to end of file.
 *
 * @param startLine request line or status line
 * @param headers names in lower case
 * @param body the body; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record HttpMessage(String startLine, Map<String, String> headers, byte[] body) {
  private static final int LONGEST_HEAD = 16 * 1024;
  private static final int LONGEST_REQUEST_BODY = 1024 * 1024;

  HttpMessage {
    headers = Map.copyOf(headers);
  }

  /** The body as text. */
  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * Reads a request: a body only with a Content-Length.
   *
   * @throws IOException if the peer ends early, or sends more than is accepted
   */
  static HttpMessage readRequest(InputStream in) throws IOException {
    HttpMessage head = readHead(in);
    int length = contentLength(head.headers());
    if (length > LONGEST_REQUEST_BODY) {
      throw new IOException(
          "request body of " + length + " bytes (at most " + LONGEST_REQUEST_BODY + ")");
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException(
          "request ended after " + body.length + " of " + length + " bytes of its body");
    }
    return new HttpMessage(head.startLine(), head.headers(), body);
  }

  /** Reads an answer: up to end of file, since every exchange closes its connection. */
  static HttpMessage readAnswer(InputStream in) throws IOException {
    HttpMessage head = readHead(in);
    return new HttpMessage(head.startLine(), head.headers(), in.readAllBytes());
  }

  /** The status code of an answer; 0 where the status line has none. */
  int status() {
    String[] parts = startLine.split(" ", 3);
    try {
      return parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /** Writes the head of an answer, with a length where it is known (not negative). */
  static void writeHead(OutputStream out, int status, String contentType, int length)
      throws IOException {
    StringBuilder head = new StringBuilder(160);
    head.append("HTTP/1.1 ").append(status).append(' ').append(reason(status)).append("\r\n");
    head.append("Content-Type: ").append(contentType).append("\r\n");
    if (length >= 0) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    head.append("Cache-Control: no-store\r\nConnection: close\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static HttpMessage readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!endsHead(head)) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("connection closed within the headers");
      }
      if (head.length() >= LONGEST_HEAD) {
        throw new IOException("headers longer than " + LONGEST_HEAD + " bytes");
      }
      head.append((char) octet);
    }
    String[] lines = head.toString().split("\r?\n");
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return new HttpMessage(lines.length == 0 ? "" : lines[0], headers, new byte[0]);
  }

  private static boolean endsHead(StringBuilder head) {
    int n = head.length();
    return (n >= 4 && head.substring(n - 4).equals("\r\n\r\n"))
        || (n >= 2 && head.substring(n - 2).equals("\n\n"));
  }

  private static int contentLength(Map<String, String> headers) throws IOException {
    String value = headers.getOrDefault("content-length", "0");
    if (!value.matches("\\d{1,9}")) {
      throw new IOException("Content-Length: " + value + " (expected a number)");
    }
    return Integer.parseInt(value);
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 202 -> "Accepted";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}
