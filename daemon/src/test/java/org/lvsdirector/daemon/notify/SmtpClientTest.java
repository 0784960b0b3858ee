package org.lvsdirector.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SmtpClientTest {
  private static final ZonedDateTime DATE =
      ZonedDateTime.of(2026, 11, 21, 3, 4, 5, 0, ZoneId.of("+01:00"));
  private static final MailMessage MAIL =
      new MailMessage(
          "LVS <lvs@example.org>",
          List.of("a@example.org", "Op B <b@example.org>"),
          "[router] Realserver [10.0.0.1]:tcp:80 of virtual server [10.0.0.9]:tcp:80 - DOWN",
          "=> TCP CHECK failed on service <=");

  @Test
  void dialogueAndMessageAreThoseOfKeepalived() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<List<String>> seen =
          CompletableFuture.supplyAsync(() -> serve(listener, "250 ok"));

      client(listener).send(MAIL, DATE);

      assertThat(seen.get())
          .containsExactly(
              "HELO director",
              "MAIL FROM:<lvs@example.org>",
              "RCPT TO:<a@example.org>",
              "RCPT TO:<b@example.org>",
              "DATA",
              "Date: Sat, 21 Nov 2026 03:04:05 +0100",
              "From: LVS <lvs@example.org>",
              "Subject: [router] Realserver [10.0.0.1]:tcp:80 of virtual server [10.0.0.9]:tcp:80 - DOWN",
              "X-Mailer: Keepalived",
              "To: a@example.org,",
              " Op B <b@example.org>",
              "",
              "=> TCP CHECK failed on service <=",
              "",
              ".",
              "QUIT");
    }
  }

  @Test
  void refusedStepIsNamedWithTheServersWords() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<List<String>> seen =
          CompletableFuture.supplyAsync(() -> serve(listener, "550 no such user"));

      assertThatThrownBy(() -> client(listener).send(MAIL, DATE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("550 no such user")
          .hasMessageContaining("RCPT TO:<a@example.org>");
      assertThat(seen.get()).endsWith("QUIT");
    }
  }

  @Test
  void lineBreaksInASubjectCannotStartAnotherHeader() {
    MailMessage mail = new MailMessage("a@b", List.of("c@d"), "x\r\nBcc: e@f", "body");

    assertThat(mail.data(DATE)).contains("Subject: x  Bcc: e@f\r\n").doesNotContain("\r\nBcc:");
  }

  private static SmtpClient client(ServerSocket listener) {
    return new SmtpClient(
        new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()),
        "director",
        Duration.ofSeconds(30));
  }

  private static List<String> serve(ServerSocket listener, String toRecipients) {
    List<String> lines = new ArrayList<>();
    try (Socket socket = listener.accept()) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      say(socket, "220-hello\r\n220 there");
      boolean inData = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
        if (inData) {
          if (line.equals(".")) {
            inData = false;
            say(socket, "250 queued");
          }
        } else if (line.equals("DATA")) {
          inData = true;
          say(socket, "354 go on");
        } else if (line.equals("QUIT")) {
          say(socket, "221 bye");
        } else {
          say(socket, line.startsWith("RCPT") ? toRecipients : "250 ok");
        }
      }
    } catch (IOException e) {
      lines.add("broken: " + e.getMessage());
    }
    return lines;
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
