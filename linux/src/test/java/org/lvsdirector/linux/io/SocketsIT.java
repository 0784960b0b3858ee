package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.linux.io.TestNamespaces.address;
import static org.lvsdirector.linux.io.TestNamespaces.ip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketsIT {

  private static final Duration LONG = Duration.ofSeconds(30);
  private final TestNamespaces namespaces = new TestNamespaces();

  @BeforeEach
  void addresses() {
    ip("-n", namespaces.left, "addr", "add", "10.9.0.1/24", "dev", "a0");
    ip("-n", namespaces.right, "addr", "add", "10.9.0.2/24", "dev", "b0");
    ip("-n", namespaces.left, "addr", "add", "fe80::a1/64", "dev", "a0", "nodad");
    ip("-n", namespaces.right, "addr", "add", "fe80::b1/64", "dev", "b0", "nodad");
  }

  @AfterEach
  void close() {
    namespaces.close();
  }

  private interface Io {
    void run() throws IOException;
  }

  private void inLeft(Io work) throws LinuxException {
    Object _ =
        NetworkNamespace.call(
            namespaces.left,
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return 0;
            });
  }

  private void openPingGroups() throws IOException {
    PingGroups before = PingGroups.read();
    assertThat(before.contains(0)).isFalse();
    new PingGroups(0, 0).write();
    assertThat(PingGroups.includesThisProcess()).isTrue();
  }

  @Test
  void echoRequestIsAnswered() throws LinuxException {
    inLeft(
        () -> {
          openPingGroups();
          try (IcmpSocket socket = IcmpSocket.connect(address("10.9.0.2"), SocketSettings.NONE)) {
            socket.send(7, new byte[] {1, 2, 3});
            assertThat(socket.receive(7, LONG))
                .isInstanceOfSatisfying(
                    DatagramAnswer.Data.class,
                    data -> assertThat(data.bytes()).containsExactly(1, 2, 3));
          }
        });
  }

  @Test
  void sixEchoToALinkLocalAddressNeedsItsDevice() throws LinuxException {
    int index = namespaces.index(namespaces.left, "a0");
    inLeft(
        () -> {
          openPingGroups();
          var target = SockAddr.scoped(address("fe80::b1").getAddress(), index).orElseThrow();
          try (IcmpSocket socket =
              IcmpSocket.connect(target, SocketSettings.NONE.withDevice("a0"))) {
            socket.send(1, new byte[4]);
            assertThat(socket.receive(1, LONG)).isInstanceOf(DatagramAnswer.Data.class);
          }
        });
  }

  @Test
  void missingHostIsHostUnreachable() throws LinuxException {
    inLeft(
        () -> {
          openPingGroups();
          try (IcmpSocket socket = IcmpSocket.connect(address("10.9.0.3"), SocketSettings.NONE)) {
            socket.send(1, new byte[4]);
            assertThat(socket.receive(1, LONG))
                .isInstanceOfSatisfying(
                    DatagramAnswer.Rejected.class,
                    rejected -> assertThat(rejected.errno()).isEqualTo(Errno.EHOSTUNREACH));
          }
        });
  }

  @Test
  void markIsSeenByRoutingRules() throws LinuxException {
    ip("-n", namespaces.left, "rule", "add", "fwmark", "7", "prohibit");
    inLeft(
        () -> {
          InetSocketAddress target = new InetSocketAddress(address("10.9.0.2"), 1);
          LinuxSocketFactory marked = new LinuxSocketFactory(SocketSettings.NONE.withMark(7));
          try (Socket socket = marked.createSocket()) {
            assertThatThrownBy(() -> socket.connect(target, 30_000))
                .isInstanceOf(NoRouteToHostException.class);
          }
          LinuxSocketFactory other = new LinuxSocketFactory(SocketSettings.NONE.withMark(8));
          try (Socket socket = other.createSocket()) {
            assertThatThrownBy(() -> socket.connect(target, 30_000))
                .hasMessageStartingWith("Connection refused");
          }
        });
  }

  @Test
  void blackholedTargetIsConnectTimeout() throws LinuxException {
    TestNamespaces.run(
        "ip",
        "netns",
        "exec",
        namespaces.right,
        "nft",
        "add table ip t; add chain ip t i { type filter hook input priority 0; policy drop; }");
    inLeft(
        () -> {
          LinuxSocketFactory factory = new LinuxSocketFactory(SocketSettings.NONE);
          try (Socket socket = factory.createSocket()) {
            InetSocketAddress target = new InetSocketAddress(address("10.9.0.2"), 80);
            assertThatThrownBy(() -> socket.connect(target, 100))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("Connect timed out");
          }
        });
  }
}
