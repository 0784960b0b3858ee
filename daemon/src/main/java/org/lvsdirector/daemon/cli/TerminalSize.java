package org.lvsdirector.daemon.cli;

import org.lvsdirector.linux.io.Terminal;

/** How large the operator's screen is, asked each time: windows are resized. */
final class TerminalSize {
  private static final int USUAL = 80;
  private static final int USUAL_ROWS = 24;

  private TerminalSize() {}

  /** Whether standard output is a screen: colours are for those alone. */
  static boolean isTerminal() {
    return Terminal.columns().isPresent();
  }

  static int columns() {
    return Terminal.columns().orElse(USUAL);
  }

  static int rows() {
    return Terminal.rows().orElse(USUAL_ROWS);
  }
}
