package org.lvsdirector.daemon.config;

import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.RealServer;

/** How a real server is written in status and plan. */
public final class ServerText {
  private ServerText() {}

  /** {@code ADDRESS:PORT} or {@code [ADDRESS]:PORT}. */
  public static String of(RealServer server) {
    String literal = AddressText.of(server.address());
    return (literal.contains(":") ? "[" + literal + "]" : literal) + ":" + server.port();
  }
}
