package org.lvsdirector.daemon.control;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Calls the control interface of a running daemon. */
public final class ControlClient {
  /** Where the daemon listens unless its configuration says otherwise. */
  public static final Path DEFAULT_SOCKET = Path.of("/run/lvs-director/control.sock");

  private final Path socket;

  public ControlClient(Path socket) {
    this.socket = socket;
  }

  /**
   * Makes one call.
   *
   * @param body JSON, or "" for none
   * @throws IOException if no daemon answers; the text says what to do
   */
  public Answer call(String method, String target, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        OutputStream out = Channels.newOutputStream(channel);
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel))) {
      String head =
          method
              + " "
              + target
              + " HTTP/1.1\r\nHost: lvs-director\r\nContent-Length: "
              + bytes.length
              + "\r\nConnection: close\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.flush();
      HttpMessage answer = HttpMessage.readAnswer(in);
      return new Answer(answer.status(), answer.text());
    } catch (IOException e) {
      throw new IOException(
          "no daemon answers at "
              + socket
              + " ("
              + e.getMessage()
              + "); is it running? (another place: --socket PATH)",
          e);
    }
  }

  /** Status code and body of an answer. */
  public record Answer(int status, String body) {}
}
