package org.lvsdirector.daemon.notify;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One alert mail, byte for byte as keepalived composes it (keepalived reference, LVS 26.3).
 *
 * @param from sender; may carry a display name, {@code Name <a@b>}
 * @param to recipients, in the same form
 * @param subject at most 256 bytes are sent
 * @param body at most 512 bytes are sent
 */
public record MailMessage(String from, List<String> to, String subject, String body) {
  private static final int LONGEST_SUBJECT = 256;
  private static final int LONGEST_BODY = 512;

  public MailMessage {
    to = List.copyOf(to);
    subject = oneLine(cut(subject, LONGEST_SUBJECT));
    body = cut(body, LONGEST_BODY);
  }

  /** The address that goes into the envelope: the part in angle brackets, or the whole. */
  static String envelopeAddress(String address) {
    int open = address.lastIndexOf('<');
    int close = address.lastIndexOf('>');
    return oneLine(open >= 0 && close > open ? address.substring(open + 1, close) : address)
        .strip();
  }

  /**
   * Headers, blank line, body and the final dot, with dots at line starts doubled (RFC 5321 section
   * 4.5.2).
   */
  String data(ZonedDateTime date) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Date: "
            + DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH)
                .format(date));
    lines.add("From: " + oneLine(from));
    lines.add("Subject: " + subject);
    lines.add("X-Mailer: Keepalived");
    lines.add("To: " + String.join(",\r\n ", to.stream().map(MailMessage::oneLine).toList()));
    lines.add("");
    body.lines().map(line -> line.startsWith(".") ? "." + line : line).forEach(lines::add);
    lines.add("");
    lines.add(".");
    return String.join("\r\n", lines) + "\r\n";
  }

  /** A header value must not be able to start another header. */
  private static String oneLine(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
