package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UdpSocketTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void closedPortIsAnIcmpErrorWithTypeAndCode() throws IOException {
    int port;
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      port = taken.getLocalPort();
    }
    InetSocketAddress peer = new InetSocketAddress("127.0.0.1", port);
    try (UdpSocket socket = UdpSocket.connect(peer, SocketSettings.NONE)) {
      socket.send(new byte[] {1});
      assertThat(socket.receive(LONG))
          .isInstanceOfSatisfying(
              DatagramAnswer.Rejected.class,
              rejected -> {
                assertThat(rejected.errno()).isEqualTo(Errno.ECONNREFUSED);
                assertThat(rejected.isIcmp()).isTrue();
                assertThat(rejected.type()).isEqualTo(3);
                assertThat(rejected.code()).isEqualTo(3);
                assertThat(rejected.offender()).contains(peer.getAddress());
              });
    }
  }

  @Test
  void answerIsDelivered() throws IOException {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      InetSocketAddress peer = new InetSocketAddress("127.0.0.1", server.getLocalPort());
      try (UdpSocket socket = UdpSocket.connect(peer, SocketSettings.NONE)) {
        socket.send(new byte[] {5, 6});
        DatagramPacket packet = new DatagramPacket(new byte[10], 10);
        server.receive(packet);
        server.send(packet);
        assertThat(socket.receive(LONG))
            .isInstanceOfSatisfying(
                DatagramAnswer.Data.class, data -> assertThat(data.bytes()).containsExactly(5, 6));
      }
    }
  }

  @Test
  void nothingIsSilence() throws IOException {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      InetSocketAddress peer = new InetSocketAddress("127.0.0.1", server.getLocalPort());
      try (UdpSocket socket = UdpSocket.connect(peer, SocketSettings.NONE)) {
        socket.send(new byte[] {5, 6});
        assertThat(socket.receive(Duration.ofMillis(20)))
            .isInstanceOf(DatagramAnswer.Silence.class);
      }
    }
  }
}
