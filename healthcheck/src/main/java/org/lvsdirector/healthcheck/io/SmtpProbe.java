package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.ConnectionOptions;

/** SMTP_CHECK: greeting, HELO, QUIT (keepalived reference, LVS 19). */
final class SmtpProbe implements Probe {
  private static final int LONGEST_LINE = 512;

  private final ConnectionOptions options;
  private final String heloName;

  SmtpProbe(ConnectionOptions options, String heloName) {
    this.options = options;
    this.heloName = heloName;
  }

  @Override
  public CheckResult run(int url) {
    var watch = new Stopwatch();
    try (Socket socket = Sockets.open(options)) {
      try {
        socket.connect(Sockets.target(options), Sockets.millis(options.connectTimeout()));
      } catch (IOException e) {
        return Failure.connecting(e, options.connectTimeout(), watch.elapsed());
      }
      return talk(socket, watch);
    } catch (IOException e) {
      return Failure.connecting(e, options.connectTimeout(), watch.elapsed());
    }
  }

  private CheckResult talk(Socket socket, Stopwatch watch) {
    String doing = "reading the greeting";
    try {
      var reader = new LineReader(socket, options.connectTimeout(), LONGEST_LINE);
      String line = reader.line();
      if (code(line).orElse(0) != 220) {
        return new Failed(
            "Bad greeting banner from server " + server() + quoted(line), watch.elapsed());
      }
      doing = "HELO";
      send(socket, "HELO " + heloName);
      line = reader.line();
      if (code(line).orElse(0) != 250) {
        return new Failed(
            "Bad HELO response from server " + server() + quoted(line), watch.elapsed());
      }
      doing = "QUIT";
      send(socket, "QUIT");
      reader.line();
      return new Passed("greeting, HELO and QUIT answered", watch.elapsed());
    } catch (IOException e) {
      return Failure.talking(e, doing, options.connectTimeout(), watch.elapsed());
    }
  }

  private static void send(Socket socket, String line) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Three digits and a blank; keepalived takes neither {@code 220-} nor a bare {@code 220}. */
  static OptionalInt code(String line) {
    if (line.length() < 4 || line.charAt(3) != ' ') {
      return OptionalInt.empty();
    }
    int code = 0;
    for (int i = 0; i < 3; i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalInt.empty();
      }
      code = code * 10 + digit;
    }
    return OptionalInt.of(code);
  }

  private String server() {
    return "[" + AddressText.of(options.address()) + "]:tcp:" + options.port();
  }

  private static String quoted(String line) {
    var shown = new StringBuilder(": \"");
    line.chars().limit(80).forEach(c -> shown.append(c < 0x20 || c > 0x7e ? '?' : (char) c));
    return shown.append('"').toString();
  }
}
