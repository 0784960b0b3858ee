package org.lvsdirector.daemon.worker;

import java.net.InetAddress;
import java.util.Optional;
import org.lvsdirector.parser.model.RealServer;

/**
 * How operators name a real server: {@code ADDRESS}, {@code ADDRESS:PORT} or {@code
 * [ADDRESS]:PORT}; without a port it means every port of that address.
 *
 * @param address the address
 * @param port the port; 0 for all
 */
record ServerName(InetAddress address, int port) {
  static Optional<ServerName> parse(String text) {
    String address = text;
    String port = "0";
    int colon = text.lastIndexOf(':');
    if (text.startsWith("[") && text.contains("]")) {
      int close = text.indexOf(']');
      address = text.substring(1, close);
      port =
          text.startsWith(":", close + 1)
              ? text.substring(close + 2)
              : close == text.length() - 1 ? "0" : "";
    } else if (colon > 0 && text.indexOf(':') == colon) {
      address = text.substring(0, colon);
      port = text.substring(colon + 1);
    }
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ServerName(InetAddress.ofLiteral(address), Integer.parseInt(port)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  boolean matches(RealServer server) {
    return server.address().equals(address) && (port == 0 || server.port() == port);
  }

  @Override
  public String toString() {
    String literal = address.getHostAddress();
    return port == 0
        ? literal
        : (literal.contains(":") ? "[" + literal + "]" : literal) + ":" + port;
  }
}
