package org.lvsdirector.healthcheck.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lvsdirector.parser.model.ConnectionOptions;

/** A server on loopback that does exactly what a test wants, and remembers what it was asked. */
final class RawServer implements AutoCloseable {
  /** What is done with one connection; it is closed afterwards. */
  interface Handler {
    void serve(Socket socket) throws IOException;
  }

  private final ServerSocket listener;
  private final Thread acceptor;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private RawServer(ServerSocket listener, Handler handler) {
    this.listener = listener;
    this.acceptor = Thread.ofVirtual().start(() -> accept(handler));
  }

  static RawServer of(Handler handler) throws IOException {
    return of(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), handler);
  }

  static RawServer of(ServerSocket listener, Handler handler) {
    return new RawServer(listener, handler);
  }

  /** Reads a request head, then writes this text and closes. */
  static RawServer answering(String response) throws IOException {
    var self = new RawServer[1];
    self[0] =
        of(
            socket -> {
              self[0].readHead(socket);
              socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
            });
    return self[0];
  }

  private void accept(Handler handler) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual()
            .start(
                () -> {
                  try (socket) {
                    handler.serve(socket);
                  } catch (IOException _) {
                    // the checker went away, as bad peers make it
                  }
                  open.remove(socket);
                });
      } catch (IOException _) {
        return;
      }
    }
  }

  /** Reads up to the blank line and remembers it. */
  void readHead(Socket socket) throws IOException {
    requests.add(head(socket));
  }

  /** Reads up to the blank line. */
  static String head(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      head.write(b);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  List<String> requests() {
    return requests;
  }

  int port() {
    return listener.getLocalPort();
  }

  ConnectionOptions target() {
    return ConnectionOptions.to(listener.getInetAddress(), port());
  }

  ConnectionOptions target(Duration limit) {
    return target().withConnectTimeout(limit);
  }

  /** Afterwards the port refuses connections: an accept under way would keep it open a little. */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    for (Socket socket : open) {
      socket.close();
    }
  }
}
