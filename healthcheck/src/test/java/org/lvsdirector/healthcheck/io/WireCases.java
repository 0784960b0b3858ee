package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * The checkers that {@link CheckWireIT} compares, each with its server and the answers it gives.
 */
final class WireCases implements Closeable {
  private static final String OK = "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final String BAD = "HTTP/1.0 503 Busy\r\n\r\nlater";
  private static final String JELLO = OK.replace("hello", "jello");
  private static final String MOVED = "HTTP/1.0 302 Found\r\nLocation: /else\r\n\r\n";
  private static final String MAIL = "220 here ESMTP;250 hello;221 bye";

  /** NOERROR and SERVFAIL without any record. */
  private static final String NO_ERROR = "000081800000000000000000";

  private static final String SERVER_FAILURE = "000081820000000000000000";

  /** Of all TLS servers. */
  static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder().commonName("check").build();

  /** One real server with its checker, and how many FIFO lines its answers bring about. */
  record Case(
      String name, String checker, WirePeer peer, int lines, Optional<WireFile> trackedFile) {
    Case(String name, String checker, WirePeer peer, int lines) {
      this(name, checker, peer, lines, Optional.empty());
    }
  }

  private final List<Case> cases = new ArrayList<>();
  private final StringBuilder blocks = new StringBuilder();
  private final Path folder;

  /**
   * None yet.
   *
   * @param folder where a script and tracked files may be put
   */
  WireCases(Path folder) {
    this.folder = folder;
  }

  List<Case> list() {
    return List.copyOf(cases);
  }

  /** Starts the servers. */
  void open() throws IOException {
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
    cases.add(
        new Case(
            "PING",
            "PING_CHECK {" + pace.replace("connect_timeout 20", "connect_timeout 3"),
            WirePeer.echoes(List.of("reply", "reply", "", "", "reply")),
            3));
    scripts(pace.replace("connect_timeout", "misc_timeout"));
    file(
        "FILE, any number is a failure",
        "FILE_CHECK {; track_file failing; weight 0; }",
        "failing",
        WireFile.written("1\n"),
        WireFile.replaced("0\n"),
        WireFile.replaced("0x2"),
        WireFile.written(""),
        WireFile.written("-1"),
        WireFile.removed());
    file(
        "FILE, weight",
        "FILE_CHECK {; track_file weighing; }",
        "weighing",
        WireFile.written("-2147483648"),
        WireFile.written("7"),
        WireFile.replaced("-2147483648"),
        WireFile.removed());
  }

  /** Each change makes a healthy server fail or a failed one healthy. */
  private void file(String name, String checker, String file, WireFile.Change... changes)
      throws IOException {
    Path path = folder.resolve(file);
    blocks.append("track_file ").append(file).append(" {\n  file ").append(path).append("\n}\n");
    var reserved = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    WirePeer peer = WirePeer.told(reserved, changes.length);
    var tracked = new WireFile(path, peer, List.of(changes));
    cases.add(new Case(name, checker, peer, changes.length, Optional.of(tracked)));
  }

  /** Scripts tell the peer how they were called, and exit with what it answers. */
  private void scripts(String pace) throws IOException {
    Path script = folder.resolve("script");
    Files.writeString(
        script,
        """
        #!/bin/bash
        exec 3<>"/dev/tcp/127.0.0.1/$1"
        shift
        printf '<%s>' "$@" >&3
        echo " user $(id -u) group $(id -g) in $PWD" >&3
        read -r status <&3
        exit "$status"
        """);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    String start = "MISC_CHECK {; user root; misc_path \"" + script + " @PORT ";
    stream(
        "MISC",
        WirePeer::script,
        start + "one 'two words' three\"" + pace,
        3,
        "0",
        "0",
        "1",
        "1",
        "0");
    stream(
        "MISC, dynamic",
        WirePeer::script,
        start + "x\"; misc_dynamic" + pace,
        2,
        "0",
        "102",
        "2",
        "1",
        "1");
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

  /** The configuration that checks them all. */
  String text(Path fifo) {
    var text = new StringBuilder("global_defs {\n  lvs_notify_fifo " + fifo + "\n}\n");
    text.append(blocks);
    int number = 0;
    for (Case each : cases) {
      number++;
      text.append("virtual_server 192.0.2.").append(number).append(" 80 {\n");
      text.append("  lb_kind NAT\n  protocol TCP\n  alpha\n  warmup 0\n  delay_loop 1\n");
      text.append("  real_server 127.0.0.1 ").append(each.peer().port()).append(" {\n    ");
      String checker = each.checker().replace("@PORT", "" + each.peer().port());
      text.append(checker.replace("; ", "\n      ").replace(";", "")).append("\n  }\n}\n");
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    for (Case each : cases) {
      each.peer().close();
    }
  }
}
