package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.HttpRequests.HttpProtocol;
import org.lvsdirector.parser.model.HttpRequests.StatusRange;
import org.lvsdirector.parser.model.HttpRequests.Url;

/** What the two TLS libraries have to have in common, and how they take turns. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TlsLibraryTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final HttpClients CLIENTS = new HttpClients();
  private static final HeldCertificate RSA =
      new HeldCertificate.Builder().rsa2048().commonName("check").build();

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  private static SSLServerSocket listen(String protocol, String... suites) throws IOException {
    var listener =
        (SSLServerSocket)
            new HandshakeCertificates.Builder()
                .heldCertificate(RSA)
                .build()
                .sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setEnabledProtocols(new String[] {protocol});
    if (suites.length > 0) {
      listener.setEnabledCipherSuites(suites);
    }
    return listener;
  }

  private static HttpProbe probe(RawServer server, TlsMaterial tls, boolean compliant) {
    var url =
        new Url(
            "/",
            List.of(StatusRange.SUCCESS),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("check.example"),
            compliant);
    var http = new HttpRequests(List.of(url), HttpProtocol.HTTP_1_0, false);
    return new HttpProbe(CLIENTS, tls, server.target(PATIENT), http);
  }

  private static TlsMaterial with(TlsLibrary library) {
    return TlsMaterial.of(Optional.empty(), () -> List.of(library));
  }

  private static void answer(Socket socket) throws IOException {
    RawServer.head(socket);
    socket
        .getOutputStream()
        .write("HTTP/1.0 200 OK\r\n\r\nfine".getBytes(StandardCharsets.US_ASCII));
  }

  /** A resumed session has the age of the one it goes on with. */
  private void answerWithAgeOfTheSession(Socket socket) throws IOException {
    answer(socket);
    seen.add(Long.toString(((SSLSocket) socket).getSession().getCreationTime()));
  }

  @Test
  void nativeLibraryIsThere() {
    assertThat(TlsLibrary.available()).containsExactly(TlsLibrary.BORINGSSL, TlsLibrary.JSSE);
  }

  @ParameterizedTest
  @CsvSource({"BORINGSSL,TLSv1.3", "BORINGSSL,TLSv1.2", "JSSE,TLSv1.3", "JSSE,TLSv1.2"})
  void eachCheckIsAWholeHandshake(TlsLibrary library, String protocol) throws Exception {
    try (RawServer server = RawServer.of(listen(protocol), this::answerWithAgeOfTheSession)) {
      HttpProbe probe = probe(server, with(library), false);
      assertThat(probe.run(0)).isInstanceOf(Passed.class);
      String first = seen.take();
      while (System.currentTimeMillis() <= Long.parseLong(first)) {
        Thread.onSpinWait();
      }
      assertThat(probe.run(0)).isInstanceOf(Passed.class);
      assertThat(seen.take()).isNotEqualTo(first);
    }
  }

  /** After its own close_notify the server reads the wire: a record, or its bare end. */
  @ParameterizedTest
  @CsvSource({
    "BORINGSSL,TLSv1.3,true,record",
    "BORINGSSL,TLSv1.2,true,record",
    "BORINGSSL,TLSv1.3,false,end",
    "BORINGSSL,TLSv1.2,false,end",
    "JSSE,TLSv1.3,false,end"
  })
  void closeNotifyIsSentIfTheCheckerIsCompliant(
      TlsLibrary library, String protocol, boolean compliant, String end) throws Exception {
    RawServer.Handler handler =
        wire -> {
          var context =
              new HandshakeCertificates.Builder().heldCertificate(RSA).build().sslContext();
          var tls = (SSLSocket) context.getSocketFactory().createSocket(wire, null, false);
          tls.setEnabledProtocols(new String[] {protocol});
          answer(tls);
          tls.shutdownOutput();
          seen.add(wire.getInputStream().read() < 0 ? "end" : "record");
        };
    try (RawServer server = RawServer.of(handler)) {
      assertThat(probe(server, with(library), compliant).run(0)).isInstanceOf(Passed.class);
      assertThat(seen.take()).isEqualTo(end);
    }
  }

  /** BoringSSL knows no finite field groups. */
  @Test
  void serverThatOnlyOneLibraryUnderstandsPasses() throws Exception {
    try (RawServer server =
        RawServer.of(
            listen("TLSv1.2", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"), TlsLibraryTest::answer)) {
      CheckResult boring = probe(server, with(TlsLibrary.BORINGSSL), false).run(0);
      assertThat(boring).isInstanceOf(Failed.class);
      assertThat(boring.sentence())
          .isEqualTo("TLS handshake failed: received fatal alert: handshake_failure");
      assertThat(probe(server, TlsMaterial.none(), false).run(0)).isInstanceOf(Passed.class);
    }
  }

  @Test
  void wordsOfTheNativeLibraryAreMadePlain() throws Exception {
    RawServer.Handler handler =
        socket -> {
          socket
              .getOutputStream()
              .write("HTTP/1.0 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        };
    try (RawServer server = RawServer.of(handler)) {
      assertThat(probe(server, with(TlsLibrary.BORINGSSL), false).run(0).sentence())
          .isEqualTo("TLS handshake failed: unable to parse TLS packet header");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"web1", "localhost", "192.0.2.1", "web.7"})
  void nameThatTheNativeLibraryLeavesOutIsNotGivenToIt(String name) {
    assertThat(TlsLibrary.BORINGSSL.sends(name)).isFalse();
    assertThat(TlsLibrary.JSSE.sends(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"www.example.org", "a.b1", "xn--bcher-kva.example"})
  void fullDomainNameIsGivenToTheNativeLibrary(String name) {
    assertThat(TlsLibrary.BORINGSSL.sends(name)).isTrue();
  }
}
