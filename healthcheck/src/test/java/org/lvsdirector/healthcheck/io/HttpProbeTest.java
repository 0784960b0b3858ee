package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.healthcheck.check.CheckPolicies;
import org.lvsdirector.healthcheck.check.CheckPolicy;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.healthcheck.check.CheckRules;
import org.lvsdirector.healthcheck.check.CheckState;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.HttpGet;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.HttpRequests.HttpProtocol;
import org.lvsdirector.parser.model.HttpRequests.Regex;
import org.lvsdirector.parser.model.HttpRequests.StatusRange;
import org.lvsdirector.parser.model.HttpRequests.Url;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.source.SourceRange;

/** Keepalived reference, LVS 17: bytes on the wire and verdicts, against real sockets. */
class HttpProbeTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final String OK = "HTTP/1.0 200 OK\r\n\r\n";
  private static final HttpClients CLIENTS = new HttpClients();

  private static CheckResult get(ConnectionOptions target, Url url, HttpProtocol protocol) {
    return probe(target, url, protocol).run(0);
  }

  private static HttpProbe probe(ConnectionOptions target, Url url, HttpProtocol protocol) {
    return new HttpProbe(
        CLIENTS, CheckTiming.DEFAULT, target, new HttpRequests(List.of(url), protocol, false));
  }

  private static CheckResult get(RawServer server, Url url) {
    return get(server.target(PATIENT), url, HttpProtocol.HTTP_1_0);
  }

  private static CheckResult answerOf(String response) throws IOException {
    return answerOf(response, Url.of("/"));
  }

  private static CheckResult answerOf(String response, Url url) throws IOException {
    try (RawServer server = RawServer.answering(response)) {
      return get(server, url);
    }
  }

  private static Url host(String path, String host) {
    return new Url(
        path,
        List.of(StatusRange.SUCCESS),
        Optional.empty(),
        Optional.empty(),
        Optional.of(host),
        Optional.empty(),
        false);
  }

  private static Url status(int low, int high) {
    return new Url(
        "/",
        List.of(new StatusRange(low, high)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static Url digest(String hex) {
    return new Url(
        "/",
        List.of(StatusRange.SUCCESS),
        Optional.of(Octets.ofHex(hex)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static Url regex(
      String pattern, boolean inverted, long min, long max, String... options) {
    return new Url(
        "/",
        List.of(StatusRange.SUCCESS),
        Optional.empty(),
        Optional.of(new Regex(pattern, inverted, Set.of(options), min, max)),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_0,0,''", "HTTP_1_0_CLOSE,0,close", "HTTP_1_1,1,close"})
  void requestIsKeepalivedsByteForByte(HttpProtocol protocol, String minor, String connection)
      throws IOException {
    try (RawServer server = RawServer.answering(OK)) {
      CheckResult result =
          get(server.target(PATIENT), host("/a/../b%2e?q= x", "www.example.org"), protocol);
      assertThat(result).isInstanceOf(Passed.class);
      assertThat(server.requests())
          .containsExactly(
              "GET /a/../b%2e?q= x HTTP/1."
                  + minor
                  + "\r\nUser-Agent: KeepAliveClient\r\n"
                  + (connection.isEmpty() ? "" : "Connection: close\r\n")
                  + "Host: www.example.org\r\n\r\n");
    }
  }

  @Test
  void hostIsAddressAndPortWithoutAVirtualHost() throws IOException {
    try (RawServer server = RawServer.answering(OK)) {
      get(server, Url.of("/"));
      assertThat(server.requests().getFirst())
          .contains("Host: 127.0.0.1:" + server.port() + "\r\n");
    }
  }

  @Test
  void ipv6HostIsInBrackets() throws IOException {
    var listener = new ServerSocket(0, 50, InetAddress.getByName("::1"));
    var self = new RawServer[1];
    self[0] =
        RawServer.of(
            listener,
            socket -> {
              self[0].readHead(socket);
              socket
                  .getOutputStream()
                  .write(OK.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            });
    try (RawServer server = self[0]) {
      assertThat(get(server, Url.of("/"))).isInstanceOf(Passed.class);
      assertThat(server.requests().getFirst()).contains("Host: [::1]:" + server.port() + "\r\n");
    }
  }

  @Test
  void eachUrlOfTheListCanBeAskedFor() throws IOException {
    try (RawServer server = RawServer.answering(OK)) {
      var http =
          new HttpRequests(List.of(Url.of("/one"), Url.of("/two")), HttpProtocol.HTTP_1_0, false);
      var probe = new HttpProbe(CLIENTS, CheckTiming.DEFAULT, server.target(PATIENT), http);
      probe.run(0);
      probe.run(1);
      assertThat(server.requests().get(1)).startsWith("GET /two HTTP/1.0\r\n");
    }
  }

  @Test
  void oneUrlOfSeveralFailsIsAskedAloneAndAllAreAskedAfterItsRecovery() throws IOException {
    var broken = new AtomicBoolean();
    try (RawServer server =
        RawServer.of(
            socket -> {
              boolean bad = RawServer.head(socket).startsWith("GET /two ") && broken.get();
              String status = bad ? "HTTP/1.0 503 Busy" : "HTTP/1.0 200 OK";
              socket
                  .getOutputStream()
                  .write((status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            })) {
      var urls = List.of(Url.of("/one"), Url.of("/two"), Url.of("/three"));
      ConnectionOptions target = server.target(PATIENT);
      var http = new HttpRequests(urls, HttpProtocol.HTTP_1_0, false);
      var probe = new HttpProbe(CLIENTS, CheckTiming.DEFAULT, target, http);
      CheckPolicy policy =
          CheckPolicies.of(new HttpGet(CheckTiming.DEFAULT, target, http, SourceRange.NONE));
      var asked = new ArrayList<Integer>();
      CheckState state = CheckState.atStart(policy);
      for (int i = 0; i < 12; i++) {
        broken.set(i >= 3 && i < 8);
        asked.add(state.url().next());
        state = CheckRules.after(policy, state, probe.run(state.url().next())).next();
        assertThat(state.up()).as("after run %d", i).isEqualTo(i < 5 || i == 11);
      }
      // A pass; the second fails, is retried once and then asked alone; it recovers; a whole pass.
      assertThat(asked).containsExactly(0, 1, 2, 0, 1, 1, 1, 1, 1, 0, 1, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0 200 OK\r\n\r\nbody",
        "HTTP/1.1 204 No Content\r\nContent-Length: 12\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 200 \r\n\r\n",
        "HTTP/1.1 200 OK\r\ngarbage header\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nmore than two",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno chunks",
        "ICY 200 OK\r\n\r\n"
      })
  void answerPasses(String response) throws IOException {
    assertThat(answerOf(response)).isInstanceOf(Passed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200~~ | the status line has no status code",
        "HTTP/1.1 20 OK~~ | the status line has no status code",
        "HTTP/1.1 2000 OK~~ | the status line has no status code",
        "HTTP/1.1 2x0 OK~~ | the status line has no status code",
        "nonsense~~ | the status line has no status code",
        "HTTP/1.1 404 Not Found~~ | status code 404",
        "HTTP/1.1 302 Found~Location: /~~ | status code 302",
        "HTTP/1.1 503 Busy~Retry-After: 0~~ | status code 503",
        "HTTP/1.1 408 Timeout~~ | status code 408",
        "HTTP/1.1 200 OK~half a head | closed the connection within the headers",
      })
  void answerFails(String response, String why) throws IOException {
    CheckResult result = answerOf(response.strip().replace("~", "\r\n"));
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(result.sentence()).contains(why);
  }

  @Test
  void bareLineFeedsDoNotEndTheHeaders() throws IOException {
    assertThat(answerOf("HTTP/1.0 200 OK\n\nbody")).isInstanceOf(Failed.class);
  }

  @Test
  void failureIsAskedOnlyOnce() throws IOException {
    try (RawServer server = RawServer.answering("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\n\r\n")) {
      get(server, Url.of("/"));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void closingWithoutAnAnswerFails() throws IOException {
    CheckResult result = answerOf("");
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(result.sentence()).isEqualTo("the server closed the connection without an answer");
  }

  @Test
  void expectedStatusMayBeAnyRange() throws IOException {
    assertThat(answerOf("HTTP/1.0 404 Not Found\r\n\r\n", status(400, 404)))
        .isInstanceOf(Passed.class);
    assertThat(answerOf(OK, status(400, 404))).isInstanceOf(Failed.class);
  }

  @Test
  void digestIsMd5OfTheBody() throws IOException {
    // printf 'hello' | md5sum
    Url hello = digest("5d41402abc4b2a76b9719d911017c592");
    assertThat(answerOf(OK + "hello", hello)).isInstanceOf(Passed.class);
    CheckResult wrong = answerOf(OK + "hello!", hello);
    assertThat(wrong.sentence()).contains("digest of the body is").contains("expected 5d41402a");
  }

  @Test
  void digestCoversNoMoreThanContentLength() throws IOException {
    Url hello = digest("5d41402abc4b2a76b9719d911017c592");
    assertThat(answerOf("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello and more", hello))
        .isInstanceOf(Passed.class);
  }

  @Test
  void regexLooksAtTheBodyOnly() throws IOException {
    assertThat(answerOf("HTTP/1.0 200 OK\r\nX: needle\r\n\r\nhay", regex("needle", false, 0, -1)))
        .isInstanceOf(Failed.class);
    assertThat(answerOf(OK + "hay needle hay", regex("needle", false, 0, -1)))
        .isInstanceOf(Passed.class);
  }

  @Test
  void regexCanBeInverted() throws IOException {
    assertThat(answerOf(OK + "needle", regex("needle", true, 0, -1))).isInstanceOf(Failed.class);
    assertThat(answerOf(OK + "hay", regex("needle", true, 0, -1))).isInstanceOf(Passed.class);
  }

  @Test
  void regexOffsetsCountFromTheBody() throws IOException {
    assertThat(answerOf(OK + "ab needle", regex("needle", false, 3, 3))).isInstanceOf(Passed.class);
    assertThat(answerOf(OK + "ab needle", regex("needle", false, 4, -1)))
        .isInstanceOf(Failed.class);
    assertThat(answerOf(OK + "ab needle", regex("needle", false, 0, 2))).isInstanceOf(Failed.class);
  }

  @Test
  void regexThatJavaCannotUseIsLeftOut() throws IOException {
    assertThat(answerOf(OK + "x", regex("(?R)", false, 0, -1))).isInstanceOf(Passed.class);
  }

  @Test
  void refusedConnectionFails() throws IOException {
    RawServer server = RawServer.answering(OK);
    ConnectionOptions target = server.target(PATIENT);
    server.close();
    CheckResult result = get(target, Url.of("/"), HttpProtocol.HTTP_1_0);
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(result.sentence()).contains("refused");
  }

  @Test
  void localAddressThatIsNotHereCouldNotRun() throws IOException {
    try (RawServer server = RawServer.answering(OK)) {
      ConnectionOptions target =
          server.target(PATIENT).withBind(InetAddress.getByName("192.0.2.1"), 0);
      CheckResult result = get(target, Url.of("/"), HttpProtocol.HTTP_1_0);
      assertThat(result).isInstanceOf(CouldNotRun.class);
    }
  }

  @Test
  void bindtoIsTheSourceAddress() throws IOException {
    var seen = new java.util.concurrent.LinkedBlockingQueue<String>();
    try (RawServer server =
        RawServer.of(socket -> seen.add(socket.getInetAddress().getHostAddress()))) {
      ConnectionOptions target =
          server.target(PATIENT).withBind(InetAddress.getByName("127.0.0.7"), 0);
      get(target, Url.of("/"), HttpProtocol.HTTP_1_0);
      assertThat(seen).containsExactly("127.0.0.7");
    }
  }
}
