package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads lines from a peer that may send anything: each has a time limit and a length limit. */
final class LineReader {
  private final Socket socket;
  private final InputStream in;
  private final Duration limit;
  private final int longest;

  LineReader(Socket socket, Duration limit, int longest) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.limit = limit;
    this.longest = longest;
  }

  /** The next line without its end; throws if none comes in time, in length, or at all. */
  String line() throws IOException {
    var watch = new Stopwatch();
    var line = new StringBuilder();
    var one = new byte[longest];
    while (true) {
      int left = watch.leftMillis(limit);
      if (left == 0) {
        throw new SocketTimeoutException("the line did not end");
      }
      socket.setSoTimeout(left);
      int b = in.read(one, 0, 1);
      if (b < 0) {
        throw new IOException("the server closed the connection within a line");
      }
      if (one[0] == '\n') {
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r'
            ? line.substring(0, end - 1)
            : line.toString();
      }
      if (line.length() >= longest) {
        throw new IOException("a line of the server is longer than " + longest + " bytes");
      }
      line.append(new String(one, 0, 1, StandardCharsets.ISO_8859_1));
    }
  }
}
