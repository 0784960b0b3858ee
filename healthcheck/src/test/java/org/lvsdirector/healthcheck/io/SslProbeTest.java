package org.lvsdirector.healthcheck.io;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.HttpRequests.HttpProtocol;
import org.lvsdirector.parser.model.HttpRequests.StatusRange;
import org.lvsdirector.parser.model.HttpRequests.Url;
import org.lvsdirector.parser.model.SslSettings;
import org.lvsdirector.parser.source.SourceRange;

/** Keepalived reference, LVS 17.6: SSL_GET against real TLS servers, with each TLS library. */
@ParameterizedClass
@EnumSource(TlsLibrary.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SslProbeTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final HttpClients CLIENTS = new HttpClients();

  /** Signed by nobody, valid for another name: a check does not care. */
  private static final HeldCertificate SERVER =
      new HeldCertificate.Builder()
          .commonName("elsewhere")
          .addSubjectAlternativeName("else.test")
          .build();

  @TempDir Path directory;

  private final TlsLibrary library;
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  SslProbeTest(TlsLibrary library) {
    this.library = library;
  }

  /** With the library under test alone. */
  private TlsMaterial material(Optional<SslSettings> settings) {
    return TlsMaterial.of(settings, () -> List.of(library));
  }

  private static SSLContext serverContext(HeldCertificate... trusted) {
    var builder = new HandshakeCertificates.Builder().heldCertificate(SERVER);
    for (HeldCertificate certificate : trusted) {
      builder.addTrustedCertificate(certificate.certificate());
    }
    return builder.build().sslContext();
  }

  private RawServer server(boolean needClient, HeldCertificate... trusted) throws IOException {
    var listener =
        (SSLServerSocket)
            serverContext(trusted)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setNeedClientAuth(needClient);
    return RawServer.of(listener, this::serve);
  }

  private void serve(Socket socket) throws IOException {
    String head = RawServer.head(socket);
    var session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
    String name =
        session.getRequestedServerNames().isEmpty()
            ? "none"
            : ((SNIHostName) session.getRequestedServerNames().getFirst()).getAsciiName();
    seen.add(name + " " + head.lines().findFirst().orElse(""));
    socket
        .getOutputStream()
        .write("HTTP/1.0 200 OK\r\n\r\nfine".getBytes(StandardCharsets.US_ASCII));
  }

  private static Url url(Optional<String> serverName, boolean compliant) {
    return new Url(
        "/a/../b",
        List.of(StatusRange.SUCCESS),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        serverName,
        compliant);
  }

  private static CheckResult run(ConnectionOptions target, TlsMaterial tls, Url... urls) {
    var http = new HttpRequests(List.of(urls), HttpProtocol.HTTP_1_0, false);
    var probe = new HttpProbe(CLIENTS, tls, target, http);
    CheckResult result = probe.run(0);
    for (int i = 1; i < urls.length; i++) {
      result = probe.run(i);
    }
    return result;
  }

  private static SslSettings settings(Path certificate, Path key) {
    return new SslSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.of(certificate.toString()),
        Optional.of(key.toString()),
        SourceRange.NONE);
  }

  @Test
  void certificateOfThePeerIsNotVerified() throws IOException, InterruptedException {
    try (RawServer server = server(false)) {
      assertThat(
              run(server.target(PATIENT), material(Optional.empty()), url(Optional.empty(), false)))
          .isInstanceOf(Passed.class);
      assertThat(seen.take()).isEqualTo("none GET /a/../b HTTP/1.0");
    }
  }

  @Test
  void serverNameIsSentAsConfiguredPerUrl() throws IOException, InterruptedException {
    try (RawServer server = server(false)) {
      CheckResult result =
          run(
              server.target(PATIENT),
              material(Optional.empty()),
              url(Optional.of("one.example"), false),
              url(Optional.of("two.example"), false));
      assertThat(result).isInstanceOf(Passed.class);
      assertThat(seen.take()).startsWith("one.example ");
      assertThat(seen.take()).startsWith("two.example ");
    }
  }

  @Test
  void serverNamesOfDifferentCheckersDoNotMix() throws IOException, InterruptedException {
    try (RawServer server = server(false)) {
      TlsMaterial tls = material(Optional.empty());
      for (String name : List.of("a.example", "b.example", "c.example")) {
        assertThat(run(server.target(PATIENT), tls, url(Optional.of(name), false)))
            .isInstanceOf(Passed.class);
        assertThat(seen.take()).startsWith(name + " ");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pkcs8", "pkcs1"})
  void clientCertificateOfTheSslBlockIsShown(String form) throws IOException {
    HeldCertificate client = new HeldCertificate.Builder().rsa2048().commonName("director").build();
    Path certificate = Files.writeString(directory.resolve("cert.pem"), client.certificatePem());
    Path key =
        Files.writeString(
            directory.resolve("key.pem"),
            form.equals("pkcs8") ? client.privateKeyPkcs8Pem() : client.privateKeyPkcs1Pem());
    try (RawServer server = server(true, client)) {
      TlsMaterial tls = material(Optional.of(settings(certificate, key)));
      assertThat(run(server.target(PATIENT), tls, url(Optional.empty(), false)))
          .isInstanceOf(Passed.class);
      assertThat(
              run(server.target(PATIENT), material(Optional.empty()), url(Optional.empty(), false)))
          .as("without a certificate the server sends an alert")
          .isInstanceOf(Failed.class);
    }
  }

  /** Made by OpenSSL 3: {@code openssl pkcs8 -topk8}, password s3cret. */
  private TlsMaterial encrypted(String password) throws IOException {
    for (String name : List.of("client-certificate.pem", "client-key-encrypted.pem")) {
      try (InputStream in = SslProbeTest.class.getResourceAsStream(name)) {
        Files.copy(requireNonNull(in), directory.resolve(name));
      }
    }
    return material(
        Optional.of(
            new SslSettings(
                Optional.of(password),
                Optional.empty(),
                Optional.of(directory.resolve("client-certificate.pem").toString()),
                Optional.of(directory.resolve("client-key-encrypted.pem").toString()),
                SourceRange.NONE)));
  }

  @Test
  void encryptedKeyIsOpenedWithThePasswordOfTheSslBlock() throws Exception {
    TlsMaterial tls = encrypted("s3cret");
    X509Certificate client;
    try (InputStream in = Files.newInputStream(directory.resolve("client-certificate.pem"))) {
      client = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    var listener =
        (SSLServerSocket)
            new HandshakeCertificates.Builder()
                .heldCertificate(SERVER)
                .addTrustedCertificate(client)
                .build()
                .sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setNeedClientAuth(true);
    try (RawServer server = RawServer.of(listener, this::serve)) {
      assertThat(run(server.target(PATIENT), tls, url(Optional.empty(), false)))
          .isInstanceOf(Passed.class);
    }
  }

  @Test
  void encryptedKeyWithAnotherPasswordStopsTheChecks() throws IOException {
    TlsMaterial tls = encrypted("wrong");
    try (RawServer server = server(false)) {
      CheckResult result = run(server.target(PATIENT), tls, url(Optional.empty(), false));
      assertThat(result).isInstanceOf(CouldNotRun.class);
      assertThat(result.sentence())
          .contains("files of the SSL block cannot be used")
          .doesNotContain("wrong");
    }
  }

  @Test
  void filesThatCannotBeUsedStopTheChecksNotTheDaemon() throws IOException {
    TlsMaterial tls =
        material(
            Optional.of(settings(directory.resolve("none.pem"), directory.resolve("none.pem"))));
    try (RawServer server = server(false)) {
      CheckResult result = run(server.target(PATIENT), tls, url(Optional.empty(), false));
      assertThat(result).isInstanceOf(CouldNotRun.class);
      assertThat(result.sentence()).contains("none.pem");
    }
  }

  @Test
  void plainServerFailsTheHandshake() throws IOException {
    try (RawServer server = RawServer.answering("HTTP/1.0 400 Bad\r\n\r\n")) {
      CheckResult result =
          run(
              server.target(Duration.ofSeconds(2)),
              material(Optional.empty()),
              url(Optional.empty(), false));
      assertThat(result).isInstanceOf(Failed.class);
      assertThat(result.sentence()).startsWith("TLS handshake");
    }
  }

  @Test
  void silenceInTheHandshakeEndsByTheDeadline() throws IOException {
    var over = new java.util.concurrent.CountDownLatch(1);
    try (RawServer server =
        RawServer.of(
            _ -> {
              try {
                over.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
            })) {
      CheckResult result =
          run(
              server.target(Duration.ofMillis(300)),
              material(Optional.empty()),
              url(Optional.empty(), false));
      assertThat(result.sentence()).isEqualTo("TLS handshake timed out after 0.3 s");
    } finally {
      over.countDown();
    }
  }

  @Test
  void handshakeThatTricklesEndsByTheDeadline() throws IOException {
    var over = new java.util.concurrent.CountDownLatch(1);
    try (RawServer server =
        RawServer.of(
            socket -> {
              try {
                // A record of 16 KiB that never ends: each byte comes well within the limit.
                socket.getOutputStream().write(new byte[] {22, 3, 3, 64, 0});
                while (!over.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                  socket.getOutputStream().write(2);
                }
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
            })) {
      CheckResult result =
          run(
              server.target(Duration.ofMillis(300)),
              material(Optional.empty()),
              url(Optional.empty(), false));
      assertThat(result.sentence()).isEqualTo("TLS handshake timed out after 0.3 s");
    } finally {
      over.countDown();
    }
  }

  @Test
  void alertInTheHandshakeIsNamed() throws IOException {
    try (RawServer server =
        RawServer.of(
            socket -> {
              assertThat(socket.getInputStream().read()).isEqualTo(22);
              // fatal, handshake_failure (RFC 8446, section 6)
              socket.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 40});
              socket.shutdownOutput();
              assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
            })) {
      CheckResult result =
          run(server.target(PATIENT), material(Optional.empty()), url(Optional.empty(), false));
      assertThat(result).isInstanceOf(Failed.class);
      assertThat(result.sentence())
          .startsWith("TLS handshake failed: ")
          .contains("handshake_failure");
    }
  }
}
