package org.lvsdirector.linux.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinuxSocketFactoryTest {

  private final LinuxSocketFactory factory = new LinuxSocketFactory(SocketSettings.NONE);
  private ServerSocket server;
  private InetSocketAddress target;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    target = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void echoOneConnection() {
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket peer = server.accept()) {
                peer.getInputStream().transferTo(peer.getOutputStream());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Test
  void carriesBytesBothWays() throws IOException {
    echoOneConnection();
    try (Socket socket = factory.createSocket()) {
      socket.setSoTimeout(30_000);
      socket.setTcpNoDelay(true);
      socket.connect(target, 30_000);
      assertThat(socket.getTcpNoDelay()).isTrue();
      assertThat(socket.getPort()).isEqualTo(target.getPort());
      assertThat(socket.getLocalAddress()).isEqualTo(InetAddress.getLoopbackAddress());
      byte[] big = "lvs-director ".repeat(20_000).getBytes(UTF_8);
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      socket.getOutputStream().write(big);
                      socket.shutdownOutput();
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
      assertThat(socket.getInputStream().readAllBytes()).isEqualTo(big);
      assertThat(writer.isVirtual()).isTrue();
    }
  }

  @Test
  void bytesBeyondTheResultStayTheCallers() throws IOException {
    echoOneConnection();
    try (Socket socket = factory.createSocket(target.getAddress(), target.getPort())) {
      socket.getOutputStream().write(new byte[] {1, 2, 3});
      byte[] into = new byte[] {9, 9, 9, 9, 9, 9, 9, 9};
      int count = socket.getInputStream().read(into, 0, 3);
      assertThat(count).isPositive();
      assertThat(into[3]).isEqualTo((byte) 9);
      assertThat(into[7]).isEqualTo((byte) 9);
    }
  }

  @Test
  void silentPeerIsReadTimeout() throws IOException {
    try (Socket socket = factory.createSocket(target.getAddress(), target.getPort())) {
      socket.setSoTimeout(50);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("Read timed out");
    }
  }

  @Test
  void closedPortIsConnectException() throws IOException {
    server.close();
    try (Socket socket = factory.createSocket()) {
      assertThatThrownBy(() -> socket.connect(target, 30_000))
          .isInstanceOf(ConnectException.class)
          .hasMessageStartingWith("Connection refused");
    }
  }

  @Test
  void unknownDeviceIsNamed() throws IOException {
    LinuxSocketFactory bound = new LinuxSocketFactory(SocketSettings.NONE.withDevice("lin-nodev"));
    try (Socket socket = bound.createSocket()) {
      assertThatThrownBy(() -> socket.connect(target, 30_000))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("lin-nodev");
    }
  }

  @Test
  void sourceAddressIsUsed() throws IOException {
    InetAddress source = InetAddress.getByName("127.0.0.77");
    LinuxSocketFactory bound =
        new LinuxSocketFactory(SocketSettings.NONE.withSource(new InetSocketAddress(source, 0)));
    try (Socket socket = bound.createSocket()) {
      socket.connect(target, 30_000);
      try (Socket peer = server.accept()) {
        assertThat(peer.getInetAddress()).isEqualTo(source);
      }
    }
  }

  @Test
  void closeFromAnotherThreadEndsARead() throws Exception {
    Socket socket = factory.createSocket(target.getAddress(), target.getPort());
    BlockingQueue<Object> outcome = new ArrayBlockingQueue<>(1);
    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    outcome.add(socket.getInputStream().read());
                  } catch (IOException e) {
                    outcome.add(e);
                  }
                });
    socket.close();
    assertThat(outcome.poll(30, TimeUnit.SECONDS)).isInstanceOf(SocketException.class);
    assertThat(reader.join(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void interruptEndsARead() throws Exception {
    try (Socket socket = factory.createSocket(target.getAddress(), target.getPort())) {
      BlockingQueue<Object> outcome = new ArrayBlockingQueue<>(1);
      Thread reader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      outcome.add(socket.getInputStream().read());
                    } catch (IOException e) {
                      outcome.add(e);
                    }
                  });
      reader.interrupt();
      assertThat(outcome.poll(30, TimeUnit.SECONDS)).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void manyVirtualThreadsWaitAtOnce() throws Exception {
    int count = 100;
    List<Future<Integer>> reads = new ArrayList<>();
    List<Socket> peers = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        reads.add(
            executor.submit(
                () -> {
                  try (Socket socket = factory.createSocket()) {
                    socket.connect(target, 60_000);
                    return socket.getInputStream().read();
                  }
                }));
      }
      for (int i = 0; i < count; i++) {
        peers.add(server.accept());
      }
      for (Socket peer : peers) {
        peer.getOutputStream().write(42);
        peer.close();
      }
      for (Future<Integer> read : reads) {
        assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo(42);
      }
    }
  }
}
