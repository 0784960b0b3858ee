package org.lvsdirector.daemon.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;

/**
 * Hands one mail to one server: HELO, MAIL, RCPT for each recipient, DATA, QUIT; no TLS and no
 * authentication, as keepalived does it. One connection a mail; every step has the same time limit.
 */
final class SmtpClient {
  private final InetSocketAddress server;
  private final String heloName;
  private final Duration stepTimeout;

  SmtpClient(InetSocketAddress server, String heloName, Duration stepTimeout) {
    this.server = server;
    this.heloName = heloName;
    this.stepTimeout = stepTimeout;
  }

  /**
   * Sends the mail.
   *
   * @throws IOException if the server cannot be reached or refuses a step; the text names the step
   *     and the server's words
   */
  void send(MailMessage mail, ZonedDateTime date) throws IOException {
    try (Socket socket = new Socket()) {
      int millis = Math.toIntExact(Math.min(stepTimeout.toMillis(), Integer.MAX_VALUE));
      socket.connect(server, millis);
      socket.setSoTimeout(millis);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = socket.getOutputStream();
      try {
        expect(in, "greeting", 220);
        step(in, out, "HELO " + heloName, 250);
        step(in, out, "MAIL FROM:<" + MailMessage.envelopeAddress(mail.from()) + ">", 250);
        for (String recipient : mail.to()) {
          step(in, out, "RCPT TO:<" + MailMessage.envelopeAddress(recipient) + ">", 250);
        }
        step(in, out, "DATA", 354);
        write(out, mail.data(date));
        expect(in, "message", 250);
      } finally {
        write(out, "QUIT\r\n");
      }
      expect(in, "QUIT", 221);
    }
  }

  private static void step(BufferedReader in, OutputStream out, String command, int code)
      throws IOException {
    write(out, command + "\r\n");
    expect(in, command, code);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void expect(BufferedReader in, String step, int code) throws IOException {
    String line = in.readLine();
    // A reply of several lines has a dash after the code on all but its last line (RFC 5321 section
    // 4.2.1).
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = in.readLine();
    }
    if (line == null) {
      throw new IOException("mail server closed the connection after " + step);
    }
    if (!line.startsWith(Integer.toString(code))) {
      throw new IOException(
          "mail server answered '" + line + "' to " + step + " (expected " + code + ")");
    }
  }
}
