package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** A port on 127.0.0.1 that can be closed and opened again. */
final class CheckedPort implements AutoCloseable {
  private final int number;
  private @Nullable ServerSocket socket;

  CheckedPort() throws IOException {
    ServerSocket first = listen(0);
    number = first.getLocalPort();
    socket = first;
  }

  int number() {
    return number;
  }

  void open() throws IOException {
    if (socket == null) {
      socket = listen(number);
    }
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private ServerSocket listen(int port) throws IOException {
    ServerSocket made = new ServerSocket();
    made.setReuseAddress(true);
    made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    Thread.ofVirtual().start(() -> accept(made));
    return made;
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        from.accept().close();
      } catch (IOException _) {
        return;
      }
    }
  }
}
