package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.parser.KeepalivedConfParser;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.io.FileSystemLoader;
import org.lvsdirector.parser.io.SystemEnvironment;
import org.lvsdirector.parser.syntax.ReadOptions;

/**
 * Each checker beside Debian's keepalived, under the same file and against the same servers: the
 * same octets, the same FIFO lines in the same order, and the same pauses between attempts.
 */
@Tag("ipvs")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class CheckWireIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /**
   * An emulated machine wakes either program late, so the median of all pauses counts, with room;
   * without emulation it is a few milliseconds. A retry left out or at once would be 1 s.
   */
  private static final Duration NEAR = Duration.ofMillis(400);

  private static final String OK = "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final String BAD = "HTTP/1.0 503 Busy\r\n\r\nlater";
  private static final String JELLO = OK.replace("hello", "jello");
  private static final String MOVED = "HTTP/1.0 302 Found\r\nLocation: /else\r\n\r\n";
  private static final String MAIL = "220 here ESMTP;250 hello;221 bye";

  /** NOERROR and SERVFAIL without any record. */
  private static final String NO_ERROR = "000081800000000000000000";

  private static final String SERVER_FAILURE = "000081820000000000000000";

  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder().commonName("check").build();

  @TempDir Path folder;

  /** One real server with its checker, and how many FIFO lines its answers bring about. */
  private record Case(String name, String checker, WirePeer peer, int lines) {}

  /** What each case brought about, in the order of the cases. */
  private record Seen(List<List<WirePeer.Said>> talks, List<List<String>> lines) {}

  private final List<Case> cases = new ArrayList<>();

  @Test
  void checkersSayTheSameAndJudgeTheSame() throws Exception {
    try {
      setUpCases();
      Path file = folder.resolve("keepalived.conf");
      Files.writeString(file, text());
      warmUp();
      Seen theirs = keepalived(file);
      cases.forEach(c -> c.peer().forget());
      Seen ours = ours(file);
      compare(theirs, ours);
    } finally {
      for (Case each : cases) {
        each.peer().close();
      }
    }
  }

  private void setUpCases() throws IOException {
    String pace = "; delay_loop 1; retry 1; delay_before_retry 1; connect_timeout 20; }";
    http("one url", "HTTP_GET {; url {; path /a; }" + pace, 3, OK, OK, BAD, BAD, BAD, OK);
    http(
        "two urls",
        "HTTP_GET {; url {; path /a; }; url {; path /b?x=1; }" + pace,
        3,
        OK,
        OK,
        OK,
        BAD,
        BAD,
        BAD,
        OK,
        OK,
        OK);
    http(
        "virtual host, 1.1",
        "HTTP_GET {; http_protocol 1.1; url {; path /; virtualhost www.example.org; }" + pace,
        2,
        OK,
        BAD,
        BAD,
        BAD);
    http(
        "1.0C, host of the checker",
        "HTTP_GET {; http_protocol 1.0C; url {; path /x; }; virtualhost checker.example" + pace,
        2,
        OK,
        BAD,
        BAD,
        BAD);
    http(
        "status codes",
        "HTTP_GET {; url {; path /moved; status_code 302 503; }" + pace,
        2,
        MOVED,
        BAD,
        MOVED,
        OK,
        OK,
        OK);
    http(
        "digest",
        "HTTP_GET {; url {; path /d; digest 5d41402abc4b2a76b9719d911017c592; }" + pace,
        2,
        OK,
        JELLO,
        OK,
        BAD,
        BAD);
    http(
        "regex", "HTTP_GET {; url {; path /r; regex \"h.l+o\"; }" + pace, 2, OK, JELLO, JELLO, BAD);
    tls("TLS", "SSL_GET {; url {; path /s; }" + pace, 3, OK, OK, BAD, BAD, BAD, OK);
    tls(
        "TLS with SNI",
        "SSL_GET {; enable_sni; url {; path /s; virtualhost sni.example; }" + pace,
        2,
        OK,
        BAD,
        BAD,
        BAD);
    stream("TCP", WirePeer::silence, "TCP_CHECK {" + pace, 1, "", "", "");
    stream(
        "SMTP",
        WirePeer::smtp,
        "SMTP_CHECK {; helo_name probe.example" + pace,
        2,
        MAIL,
        "220 here;550 no",
        "554 no",
        "554 no");
    stream("SMTP, usual name", WirePeer::smtp, "SMTP_CHECK {" + pace, 1, MAIL, MAIL);
    datagrams(
        "DNS",
        true,
        "DNS_CHECK {; type A; name www.example.org" + pace,
        3,
        NO_ERROR,
        NO_ERROR,
        SERVER_FAILURE,
        SERVER_FAILURE,
        NO_ERROR);
    datagrams("DNS, usual question", true, "DNS_CHECK {" + pace, 1, NO_ERROR, NO_ERROR);
    datagrams(
        "UDP",
        false,
        "UDP_CHECK {; payload 01ab2; require_reply c0xfee; min_reply_length 2" + pace,
        2,
        "c0afee",
        "c0bfee",
        "c1bfee",
        "");
    datagrams("UDP, usual words", false, "UDP_CHECK {; require_reply" + pace, 1, "00", "00");
  }

  private void http(String name, String checker, int lines, String... answers) throws IOException {
    stream(name, WirePeer::http, checker, lines, answers);
  }

  private void stream(String name, WirePeer.Talk talk, String checker, int lines, String... answers)
      throws IOException {
    var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    cases.add(new Case(name, checker, WirePeer.stream(listener, talk, List.of(answers)), lines));
  }

  private void tls(String name, String checker, int lines, String... answers) throws IOException {
    SSLContext context =
        new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build().sslContext();
    ServerSocket listener =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    WirePeer peer = WirePeer.stream(listener, WirePeer::http, List.of(answers));
    cases.add(new Case(name, checker, peer, lines));
  }

  private void datagrams(String name, boolean dns, String checker, int lines, String... answers)
      throws IOException {
    cases.add(new Case(name, checker, WirePeer.datagrams(dns, List.of(answers)), lines));
  }

  /** The first handshake of a virtual machine is slow enough to look like a dead server. */
  private void warmUp() throws IOException {
    for (Case each : cases) {
      if (each.name().startsWith("TLS")) {
        var url = URI.create("https://127.0.0.1:" + each.peer().port() + "/").toURL();
        var request = new Request.Builder().url(url).build();
        try (var answer = trusting().newCall(request).execute()) {
          assertThat(answer.code()).isEqualTo(200);
        }
        each.peer().forget();
      }
    }
  }

  private static OkHttpClient trusting() {
    HandshakeCertificates ours =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();
    return new OkHttpClient.Builder()
        .sslSocketFactory(ours.sslSocketFactory(), ours.trustManager())
        .hostnameVerifier((_, _) -> true)
        .build();
  }

  private Path fifo() {
    return folder.resolve("fifo");
  }

  private String text() {
    var text = new StringBuilder("global_defs {\n  lvs_notify_fifo " + fifo() + "\n}\n");
    int number = 0;
    for (Case each : cases) {
      number++;
      text.append("virtual_server 192.0.2.").append(number).append(" 80 {\n");
      text.append("  lb_kind NAT\n  protocol TCP\n  alpha\n  warmup 0\n  delay_loop 1\n");
      text.append("  real_server 127.0.0.1 ").append(each.peer().port()).append(" {\n    ");
      text.append(each.checker().replace("; ", "\n      ").replace(";", "")).append("\n  }\n}\n");
    }
    return text.toString();
  }

  private Seen keepalived(Path file) throws Exception {
    run("mkfifo", fifo().toString());
    Path heard = folder.resolve("heard");
    // Opened for both, so that neither side's opening waits for the other's.
    Process reader = new ProcessBuilder("sh", "-c", "exec cat 0<>" + fifo() + " >" + heard).start();
    Process program =
        new ProcessBuilder(
                "keepalived",
                "--check",
                "--dont-fork",
                "--log-console",
                "--dont-release-ipvs",
                "-f",
                file.toString(),
                "-p",
                folder.resolve("pid").toString(),
                "-c",
                folder.resolve("checkers.pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      await(() -> complete(lines(heard)), () -> lines(heard) + read(folder.resolve("log")));
      return new Seen(talks(), lines(heard));
    } finally {
      program.destroy();
      if (!program.waitFor(30, TimeUnit.SECONDS)) {
        program.destroyForcibly();
      }
      reader.destroy();
      reader.waitFor();
    }
  }

  private Seen ours(Path file) {
    ParseResult result =
        new KeepalivedConfParser(new FileSystemLoader(Path.of("")), new SystemEnvironment())
            .parse(file.toString(), new ReadOptions("", false, Map.of(), 1));
    assertThat(result.canStart()).as("%s", result.diagnostics()).isTrue();
    var heard = new Heard();
    try (var _ = HealthService.start(result.config(), HealthOptions.live(), heard)) {
      await(() -> complete(byServer(heard.fifo())), () -> heard.fifo() + " " + heard.logged());
      return new Seen(talks(), byServer(heard.fifo()));
    }
  }

  private boolean complete(List<List<String>> lines) {
    for (int i = 0; i < cases.size(); i++) {
      WirePeer peer = cases.get(i).peer();
      if (peer.heard().size() <= peer.length() || lines.get(i).size() < cases.get(i).lines()) {
        return false;
      }
    }
    return true;
  }

  private List<List<WirePeer.Said>> talks() {
    return cases.stream().map(c -> c.peer().heard().subList(0, c.peer().length())).toList();
  }

  private List<List<String>> lines(Path heard) {
    return byServer(read(heard).replace("\0", "").lines().toList());
  }

  /** Lines of each real server, in their order; between servers the order is chance. */
  private List<List<String>> byServer(List<String> all) {
    return cases.stream()
        .map(c -> "RS [127.0.0.1]:tcp:" + c.peer().port() + " ")
        .map(start -> all.stream().map(String::strip).filter(l -> l.startsWith(start)).toList())
        .toList();
  }

  private void compare(Seen theirs, Seen ours) {
    List<Duration> differences = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case each = cases.get(i);
      List<WirePeer.Said> them = theirs.talks().get(i);
      List<WirePeer.Said> us = ours.talks().get(i);
      assertThat(us)
          .as("octets of %s", each.name())
          .extracting(WirePeer.Said::text)
          .isEqualTo(them.stream().map(WirePeer.Said::text).toList());
      assertThat(ours.lines().get(i).subList(0, each.lines()))
          .as("FIFO lines of %s", each.name())
          .isEqualTo(theirs.lines().get(i).subList(0, each.lines()));
      for (int turn = 1; turn < us.size(); turn++) {
        Duration difference = pause(us, turn).minus(pause(them, turn)).abs();
        differences.add(difference);
      }
    }
    Collections.sort(differences);
    Duration median = differences.get(differences.size() / 2);
    System.out.printf(
        "pauses between attempts: %d compared, median difference %d ms, largest %d ms%n",
        differences.size(), median.toMillis(), differences.getLast().toMillis());
    assertThat(median).isLessThan(NEAR);
  }

  private static Duration pause(List<WirePeer.Said> talks, int turn) {
    return Duration.ofNanos(talks.get(turn).nanos() - talks.get(turn - 1).nanos());
  }

  private static void await(BooleanSupplier condition, java.util.function.Supplier<String> seen) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE + ": " + seen.get());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
