package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.HttpRequests.HttpProtocol;
import org.lvsdirector.parser.model.HttpRequests.Regex;
import org.lvsdirector.parser.model.HttpRequests.StatusRange;
import org.lvsdirector.parser.model.HttpRequests.Url;
import org.lvsdirector.parser.model.Octets;

/** Servers that do what servers should not: every check ends in time and says why. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HttpBadPeerTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final CheckTiming TIMING =
      CheckTiming.DEFAULT.withDelayLoop(Duration.ofMillis(600));
  private static final HttpClients CLIENTS = new HttpClients();
  private static final String OK = "HTTP/1.0 200 OK\r\n\r\n";

  private final CountDownLatch over = new CountDownLatch(1);

  private CheckResult check(RawServer.Handler handler) throws IOException {
    return check(handler, Url.of("/"), SHORT);
  }

  private CheckResult check(RawServer.Handler handler, Url url, Duration limit) throws IOException {
    try (RawServer server = RawServer.of(handler)) {
      var http = new HttpRequests(List.of(url), HttpProtocol.HTTP_1_0, false);
      return new HttpProbe(CLIENTS, TIMING, server.target(limit), http).run(0);
    } finally {
      over.countDown();
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes the same text again and again with pauses until the test is over. */
  private void trickle(Socket socket, String text) throws IOException {
    try {
      while (!over.await(50, TimeUnit.MILLISECONDS)) {
        write(socket, text);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void hold() throws IOException {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void failsLate(CheckResult result, String why) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.timedOut()).isTrue();
              assertThat(failed.sentence()).contains(why);
            });
  }

  @Test
  void silentServerEndsByTheDeadline() throws IOException {
    failsLate(check(_ -> hold()), "no complete headers within 0.4 s");
  }

  @Test
  void slowLorisHeadersEndByTheDeadline() throws IOException {
    failsLate(check(socket -> trickle(socket, "X")), "no complete headers within 0.4 s");
  }

  @Test
  void endlessHeadersEndAtTheLimit() throws IOException {
    CheckResult result =
        check(
            socket -> {
              write(socket, "HTTP/1.0 200 OK\r\n");
              while (true) {
                write(socket, "X-Header: and so on\r\n");
              }
            });
    assertThat(result.sentence()).isEqualTo("the headers did not end within 4095 bytes");
  }

  @Test
  void slowLorisBodyEndsByTheDeadlineOfTheWholeRun() throws IOException {
    failsLate(
        check(
            socket -> {
              write(socket, OK);
              trickle(socket, "x");
            }),
        "did not end its answer and close the connection");
  }

  @Test
  void endlessBodyEndsByTheDeadline() throws IOException {
    var chunk = new byte[64 * 1024];
    failsLate(
        check(
            socket -> {
              write(socket, OK);
              OutputStream out = socket.getOutputStream();
              while (true) {
                out.write(chunk);
              }
            }),
        "did not end its answer and close the connection");
  }

  @Test
  void serverThatKeepsTheConnectionOpenFails() throws IOException {
    failsLate(
        check(
            socket -> {
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              hold();
            }),
        "did not end its answer and close the connection");
  }

  @Test
  void redirectLoopIsNotFollowed() throws IOException {
    try (RawServer server =
        RawServer.answering("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")) {
      var http = new HttpRequests(List.of(Url.of("/")), HttpProtocol.HTTP_1_0, false);
      CheckResult result =
          new HttpProbe(CLIENTS, TIMING, server.target(Duration.ofSeconds(20)), http).run(0);
      assertThat(result.sentence()).contains("status code 302");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void resetInMidAnswerFails() throws IOException {
    CheckResult result =
        check(
            socket -> {
              socket.getInputStream().readNBytes(20);
              write(socket, OK + "half a bo");
              socket.setSoLinger(true, 0);
            },
            Url.of("/"),
            Duration.ofSeconds(20));
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(result.sentence()).contains("reset");
  }

  @Test
  void bigBodyUnderDigestIsStreamed() throws IOException, InterruptedException {
    long size = 1L << 30;
    var chunk = new byte[1 << 20];
    var md5 = Md5.of(chunk, (int) (size / chunk.length));
    Url url =
        new Url(
            "/",
            List.of(StatusRange.SUCCESS),
            Optional.of(Octets.of(md5)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    CheckResult result =
        check(
            socket -> {
              String request = RawServer.head(socket);
              assertThat(request).startsWith("GET /");
              write(socket, OK);
              for (long sent = 0; sent < size; sent += chunk.length) {
                socket.getOutputStream().write(chunk);
              }
            },
            url,
            Duration.ofSeconds(60));
    assertThat(result).isInstanceOf(Passed.class);
  }

  @Test
  void patternThatGoesAstrayEndsByTheDeadline() throws IOException {
    var regex = new Regex("(a+)+(b+)+(a*b*)*c", false, Set.of(), 0, -1);
    Url url =
        new Url(
            "/",
            List.of(StatusRange.SUCCESS),
            Optional.empty(),
            Optional.of(regex),
            Optional.empty(),
            Optional.empty(),
            false);
    CheckResult result = check(socket -> write(socket, OK + "ab".repeat(3000)), url, SHORT);
    assertThat(result).isInstanceOf(Failed.class);
  }
}
