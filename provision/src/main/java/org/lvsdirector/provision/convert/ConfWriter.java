package org.lvsdirector.provision.convert;

import java.util.ArrayList;
import java.util.List;

/** Writes keepalived's block syntax with four blanks for each depth. */
final class ConfWriter {
  private final List<String> lines = new ArrayList<>();
  private int depth;

  void line(String text) {
    lines.add("    ".repeat(depth) + text);
  }

  void blank() {
    if (!lines.isEmpty() && !lines.getLast().isEmpty()) {
      lines.add("");
    }
  }

  void open(String text) {
    line(text + " {");
    depth++;
  }

  void close() {
    depth--;
    line("}");
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * A word in double quotes where keepalived's lexer needs them; a quote inside cannot be written.
   */
  static String quote(String text) {
    return "\"" + text.replace("\"", "") + "\"";
  }
}
