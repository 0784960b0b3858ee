package org.lvsdirector.daemon.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What is written to a terminal for a screen that is drawn again and again: on the alternate
 * screen, so that what the operator had before is there again afterwards, and each time in one
 * piece, so that nothing flickers. The sequences are those of ECMA-48 and of xterm (ctlseqs), which
 * tmux, screen and the Linux console know.
 */
final class LiveScreen {
  /** Before the first frame: alternate screen, cursor hidden. */
  static final String BEGIN = "\u001b[?1049h\u001b[?25l";

  /** After the last one: as it was before. */
  static final String END = "\u001b[?25h\u001b[?1049l";

  private static final String HOME = "\u001b[H";
  private static final String ERASE_LINE = "\u001b[2K";
  private static final String ERASE_BELOW = "\u001b[J";

  private LiveScreen() {}

  /**
   * One frame.
   *
   * @param lines none wider than the terminal
   * @param rows of the terminal; lines that do not fit are counted in the last one
   */
  static String frame(List<String> lines, int rows) {
    List<String> shown = lines;
    if (lines.size() > rows) {
      int room = Math.max(0, rows - 1);
      shown = new ArrayList<>(lines.subList(0, room));
      shown.add("(" + (lines.size() - room) + " more lines; the window is too low)");
    }
    // A line is erased before it is written: after a full one the cursor still stands on its end.
    StringBuilder frame = new StringBuilder(HOME);
    for (int i = 0; i < shown.size(); i++) {
      frame.append(i == 0 ? "" : "\r\n").append(ERASE_LINE).append(shown.get(i));
    }
    if (shown.size() < rows) {
      frame.append("\r\n").append(ERASE_BELOW);
    }
    return frame.toString();
  }
}
