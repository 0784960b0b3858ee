package org.lvsdirector.provision.cli;

import java.io.Console;
import java.util.Optional;

/** The operator's terminal, where there is one. */
final class Terminal {
  private Terminal() {}

  static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }
}
