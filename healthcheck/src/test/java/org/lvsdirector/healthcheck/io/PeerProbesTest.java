package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.healthcheck.check.WeightAdvice;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.DnsType;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.UdpCheck;
import org.lvsdirector.parser.source.SourceRange;

/** Keepalived reference, LVS 18 to 22, against real sockets on loopback. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PeerProbesTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  // --- TCP

  @Test
  void tcpPassesWhenTheConnectionOpens() throws IOException {
    try (RawServer server = RawServer.of(_ -> {})) {
      assertThat(new TcpProbe(server.target(PATIENT)).run(0)).isInstanceOf(Passed.class);
    }
  }

  @Test
  void tcpFailsWhenRefused() throws IOException {
    RawServer server = RawServer.of(_ -> {});
    server.close();
    CheckResult result = new TcpProbe(server.target(PATIENT)).run(0);
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(result.sentence()).isEqualTo("connection refused");
  }

  @Test
  void refusedStormEndsAtOnce() throws IOException {
    RawServer server = RawServer.of(_ -> {});
    server.close();
    var probe = new TcpProbe(server.target(PATIENT));
    for (int i = 0; i < 500; i++) {
      assertThat(probe.run(0)).isInstanceOf(Failed.class);
    }
  }

  @Test
  void unknownDeviceCouldNotRun() throws IOException {
    try (RawServer server = RawServer.of(_ -> {})) {
      CheckResult result =
          new TcpProbe(server.target(PATIENT).withBindInterface("nosuchdev0")).run(0);
      assertThat(result).isInstanceOf(CouldNotRun.class);
    }
  }

  // --- SMTP

  private static CheckResult smtp(String... replies) throws IOException {
    try (RawServer server =
        RawServer.of(
            socket -> {
              for (String reply : replies) {
                send(socket, reply);
                if (socket.getInputStream().read() < 0) {
                  return;
                }
                while (socket.getInputStream().read() != '\n') {
                  // the rest of the command
                }
              }
            })) {
      return new SmtpProbe(server.target(PATIENT), "me.example").run(0);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void smtpSaysHeloAndQuit() throws IOException {
    var said = new LinkedBlockingQueue<String>();
    try (RawServer server =
        RawServer.of(
            socket -> {
              var reader = new LineReader(socket, PATIENT, 512);
              send(socket, "220 ready\r\n");
              said.add(reader.line());
              send(socket, "250 hello\r\n");
              said.add(reader.line());
              send(socket, "500 whatever\r\n");
            })) {
      assertThat(new SmtpProbe(server.target(PATIENT), "me.example").run(0))
          .isInstanceOf(Passed.class);
      assertThat(said).containsExactly("HELO me.example", "QUIT");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"220-multi\r\n", "220\r\n", "554 no\r\n", "nonsense\r\n"})
  void smtpBannerMustBeTwoTwentyAndABlank(String banner) throws IOException {
    CheckResult result = smtp(banner);
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(result.sentence()).startsWith("Bad greeting banner from server [127.0.0.1]:tcp:");
  }

  @Test
  void smtpHeloMustBeTwoFifty() throws IOException {
    assertThat(smtp("220 ready\r\n", "421 go away\r\n").sentence())
        .startsWith("Bad HELO response from server");
  }

  @Test
  void smtpCloseBeforeTheLastLineFails() throws IOException {
    assertThat(smtp("220 ready\r\n", "250 ok\r\n")).isInstanceOf(Failed.class);
  }

  @Test
  void smtpSilenceEndsByTheDeadline() throws IOException {
    var over = new CountDownLatch(1);
    try (RawServer server =
        RawServer.of(
            _ -> {
              try {
                over.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
            })) {
      CheckResult result = new SmtpProbe(server.target(SHORT), "x").run(0);
      assertThat(result.sentence()).isEqualTo("reading the greeting timed out after 0.3 s");
    } finally {
      over.countDown();
    }
  }

  // --- UDP and DNS

  /** A UDP server that answers each datagram with what the function makes of it; none if null. */
  private static final class Answering implements AutoCloseable {
    final DatagramSocket socket;
    private final Thread server;
    final List<String> received = new ArrayList<>();

    Answering(UnaryOperator<byte[]> answer) throws IOException {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      server = Thread.ofVirtual().start(() -> serve(answer));
    }

    private void serve(UnaryOperator<byte[]> answer) {
      var packet = new DatagramPacket(new byte[2048], 2048);
      try {
        while (true) {
          packet.setLength(2048);
          socket.receive(packet);
          byte[] data = Arrays.copyOf(packet.getData(), packet.getLength());
          received.add(HexFormat.of().formatHex(data));
          byte[] reply = answer.apply(data);
          if (reply.length > 0) {
            socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
          }
        }
      } catch (IOException _) {
        // closed
      }
    }

    ConnectionOptions target(Duration limit) {
      return ConnectionOptions.to(socket.getLocalAddress(), socket.getLocalPort())
          .withConnectTimeout(limit);
    }

    /** Afterwards the port is closed: a receive under way would keep it open a little. */
    @Override
    public void close() throws IOException {
      socket.close();
      try {
        server.join();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  private static UdpCheck udp(
      ConnectionOptions target, boolean required, Optional<UdpCheck.ReplyPattern> pattern) {
    return new UdpCheck(
        CheckTiming.DEFAULT,
        target,
        Octets.ofHex("cafe"),
        required,
        pattern,
        2,
        4,
        SourceRange.NONE);
  }

  private static UdpCheck.ReplyPattern pattern(String octets, String mask) {
    return new UdpCheck.ReplyPattern(Octets.ofHex(octets), Octets.ofHex(mask));
  }

  @Test
  void udpSilencePassesUnlessAReplyIsRequired() throws IOException {
    try (var server = new Answering(_ -> new byte[0])) {
      assertThat(new UdpProbe(udp(server.target(SHORT), false, Optional.empty())).run(0))
          .isInstanceOf(Passed.class);
      assertThat(server.received).containsExactly("cafe");
      assertThat(new UdpProbe(udp(server.target(SHORT), true, Optional.empty())).run(0))
          .isInstanceOf(Failed.class);
    }
  }

  @Test
  void udpPortUnreachableFails() throws IOException {
    ConnectionOptions target;
    try (var server = new Answering(_ -> new byte[0])) {
      target = server.target(PATIENT);
    }
    CheckResult result = new UdpProbe(udp(target, false, Optional.empty())).run(0);
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(result.sentence()).contains("ICMP type 3 code 3");
  }

  @ParameterizedTest
  @CsvSource({
    "0102, 0102, ffff, true",
    "0102, 0103, ffff, false",
    "0112, 0102, ff0f, true",
    "010203, 0102, ffff, true",
    "01, 0102, ffff, false",
    "0102030405, 0102, ffff, false",
  })
  void udpReplyIsComparedWithThePattern(String reply, String octets, String mask, boolean passes)
      throws IOException {
    try (var server = new Answering(_ -> HexFormat.of().parseHex(reply))) {
      CheckResult result =
          new UdpProbe(udp(server.target(PATIENT), true, Optional.of(pattern(octets, mask))))
              .run(0);
      assertThat(result instanceof Passed).as(result.sentence()).isEqualTo(passes);
    }
  }

  @Test
  void udpLengthIsNotCheckedWithoutAPattern() throws IOException {
    try (var server = new Answering(_ -> new byte[1000])) {
      assertThat(new UdpProbe(udp(server.target(PATIENT), true, Optional.empty())).run(0))
          .isInstanceOf(Passed.class);
    }
  }

  private static byte[] dnsAnswer(byte[] query, int flags) {
    byte[] answer = query.clone();
    answer[2] = (byte) (flags >> 8);
    answer[3] = (byte) flags;
    return answer;
  }

  @Test
  void dnsAsksOneQuestionAndTakesAnEmptyAnswer() throws IOException {
    try (var server = new Answering(q -> dnsAnswer(q, 0x8180))) {
      CheckResult result =
          new DnsProbe(server.target(PATIENT), DnsType.AAAA, "www.example.org.").run(0);
      assertThat(result).isInstanceOf(Passed.class);
      assertThat(server.received.getFirst().substring(4))
          .isEqualTo("01000001000000000000" + "03777777076578616d706c65036f726700" + "001c0001");
    }
  }

  @Test
  void dnsErrorCodeFails() throws IOException {
    try (var server = new Answering(q -> dnsAnswer(q, 0x8183))) {
      assertThat(new DnsProbe(server.target(PATIENT), DnsType.SOA, ".").run(0).sentence())
          .isEqualTo("NXDOMAIN for SOA of .");
    }
  }

  @Test
  void dnsPassesOverWhatIsNotItsAnswer() throws IOException {
    try (var server = new Answering(q -> Arrays.copyOf(q, 5))) {
      CheckResult result = new DnsProbe(server.target(SHORT), DnsType.A, "example.org").run(0);
      assertThat(result.sentence()).isEqualTo("no answer within 0.3 s");
    }
  }

  @Test
  void dnsRefusedPortFails() throws IOException {
    ConnectionOptions target;
    try (var server = new Answering(_ -> new byte[0])) {
      target = server.target(PATIENT);
    }
    assertThat(new DnsProbe(target, DnsType.A, "example.org").run(0)).isInstanceOf(Failed.class);
  }

  // --- agent

  @Test
  void agentLineSetsTheWeight() throws IOException {
    try (RawServer server = RawServer.of(socket -> send(socket, "up 75%\n"))) {
      assertThat(new AgentProbe(server.target(PATIENT)).run(0))
          .isInstanceOfSatisfying(
              Passed.class,
              passed -> assertThat(passed.weight()).isEqualTo(new WeightAdvice.Percent(75)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ready, -1",
    "up, -1",
    "100%, 100",
    "drain, 0",
    "drain 50%, 0",
    "'50%,maxconn:30', 50",
  })
  void agentWordsThatPass(String line, int percent) {
    CheckResult result = AgentProbe.meaning(line, Duration.ZERO);
    assertThat(result)
        .isInstanceOfSatisfying(
            Passed.class,
            passed ->
                assertThat(passed.weight())
                    .isEqualTo(
                        percent < 0 ? WeightAdvice.NONE : new WeightAdvice.Percent(percent)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"down", "failed#disk full", "stopped", "maint", "", "hello", "x%"})
  void agentWordsThatFail(String line) {
    assertThat(AgentProbe.meaning(line, Duration.ZERO)).isInstanceOf(Failed.class);
  }

  @Test
  void agentReasonIsPassedOn() {
    assertThat(AgentProbe.meaning("down # disk full", Duration.ZERO).sentence())
        .isEqualTo("the agent says down: disk full");
  }
}
