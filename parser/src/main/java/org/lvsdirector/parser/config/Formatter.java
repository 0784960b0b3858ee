package org.lvsdirector.parser.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a configuration file in one canonical layout: one statement per line, four blanks per
 * level, an opening brace on its keyword's line, a closing one on its own, single blanks between
 * words, at most one empty line in a row.
 *
 * <p>Only layout changes: keepalived reads the result as it read the file. Comments stay where they
 * stood; definitions, conditions, sequences, includes and lines with {@code $} references stay
 * whole, because what stands on one line matters there. Laying out twice gives the same as once.
 */
public final class Formatter {
  private static final String INDENT = "    ";
  private static final int LINE_BYTES = 1022;
  private static final int DEEPEST = 20;

  private final List<String> out = new ArrayList<>();
  private int depth;
  private boolean inDefinition;
  private boolean lastIsJoinable;
  private String lastCondition = "";

  /** Index of the empty line that ends the last definition (4.5); it must stay. */
  private int definitionEnd = -1;

  private Formatter() {}

  /** What became of a file. */
  public sealed interface Result {
    /**
     * The file in canonical layout.
     *
     * @param text with a line feed after each line
     * @param changed it differs from what was given
     */
    record Formatted(String text, boolean changed) implements Result {}

    /**
     * The file cannot be laid out without changing its meaning.
     *
     * @param line physical line, from 1
     */
    record Refused(int line, String reason) implements Result {}
  }

  /** Lays out the text of one file. */
  public static Result format(String text) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].indexOf('\0') >= 0) {
        return new Result.Refused(i + 1, "the line has a NUL byte, so keepalived does not read it");
      }
      if (bytes(lines[i]) > LINE_BYTES) {
        return new Result.Refused(
            i + 1,
            "the line is longer than "
                + LINE_BYTES
                + " bytes, so keepalived reads only a part of it");
      }
    }
    Formatter formatter = new Formatter();
    for (String line : lines) {
      formatter.line(PhysicalLine.of(line));
    }
    String result = formatter.finish();
    return new Result.Formatted(result, !result.equals(text));
  }

  private static int bytes(String line) {
    return line.length() * 3 <= LINE_BYTES
        ? line.length()
        : line.getBytes(StandardCharsets.UTF_8).length;
  }

  private void line(PhysicalLine line) {
    if (inDefinition) {
      continuation(line);
    } else if (line.isEmpty()) {
      blank();
    } else if (line.text().isEmpty()) {
      emit(line.comment(), false);
    } else if (line.isDefinition()) {
      inDefinition = line.continues();
      emit(
          withComment(line.condition().isEmpty() ? line.text() : line.spaced(), line.comment()),
          false);
    } else if (line.rigid()) {
      rigid(line);
    } else {
      pieces(line);
    }
    lastCondition = line.isEmpty() ? "" : line.condition();
  }

  private void continuation(PhysicalLine line) {
    if (line.isEmpty()) {
      out.add("");
      definitionEnd = out.size() - 1;
      inDefinition = false;
      lastIsJoinable = false;
      return;
    }
    boolean commentOnly = line.text().isEmpty();
    depth++;
    emit(withComment(line.text(), line.comment()), false);
    depth--;
    inDefinition = commentOnly || line.continues();
  }

  private void blank() {
    boolean useless = out.isEmpty() || out.getLast().isEmpty() || out.getLast().endsWith("{");
    if (!useless) {
      out.add("");
    }
  }

  /**
   * A line that stays whole; a line of another condition right after the first is its alternative
   * and opens nothing new.
   */
  private void rigid(PhysicalLine line) {
    boolean alternative =
        !lastCondition.isEmpty()
            && !line.condition().isEmpty()
            && !line.condition().equals(lastCondition);
    int net = line.braces();
    if (net < 0 && !alternative) {
      deepen(net);
    }
    int shift = alternative ? Math.max(0, Math.min(net, depth)) : 0;
    depth -= shift;
    emit(withComment(line.spaced(), line.comment()), false);
    depth += shift;
    if (net > 0 && !alternative) {
      deepen(net);
    }
  }

  private void pieces(PhysicalLine line) {
    List<String> pieces = line.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      String comment = i == pieces.size() - 1 ? line.comment() : "";
      String piece = pieces.get(i);
      switch (piece) {
        case "{" -> open(comment);
        case "}" -> {
          dropBlank();
          deepen(-1);
          emit(withComment("}", comment), false);
        }
        default -> emit(withComment(piece, comment), comment.isEmpty());
      }
    }
  }

  private void open(String comment) {
    int last = out.size() - 1;
    while (last >= 0 && out.get(last).isEmpty()) {
      last--;
    }
    if (lastIsJoinable && bytes(out.get(last)) + 2 <= LINE_BYTES) {
      out.subList(last + 1, out.size()).clear();
      out.set(last, out.get(last) + " {");
      lastIsJoinable = false;
      deepen(1);
      if (!comment.isEmpty()) {
        appendComment(comment);
      }
    } else {
      emit(withComment("{", comment), false);
      deepen(1);
    }
  }

  private void appendComment(String comment) {
    String joined = out.getLast() + " " + comment;
    if (bytes(joined) <= LINE_BYTES) {
      out.set(out.size() - 1, joined);
    } else {
      emit(comment, false);
    }
  }

  private void deepen(int levels) {
    depth = Math.max(0, depth + levels);
  }

  private void dropBlank() {
    while (!out.isEmpty() && out.getLast().isEmpty() && out.size() - 1 != definitionEnd) {
      out.removeLast();
    }
  }

  private static String withComment(String text, String comment) {
    if (text.isEmpty() || comment.isEmpty()) {
      return text + comment;
    }
    return text + " " + comment;
  }

  /**
   * Adds a line at the current level, or without indentation if keepalived could not read it
   * otherwise.
   */
  private void emit(String text, boolean joinable) {
    String indented = INDENT.repeat(Math.min(depth, DEEPEST)) + text;
    out.add(bytes(indented) <= LINE_BYTES ? indented : text);
    lastIsJoinable = joinable;
  }

  private String finish() {
    while (!out.isEmpty() && out.getLast().isEmpty()) {
      out.removeLast();
    }
    return out.isEmpty() ? "" : String.join("\n", out) + "\n";
  }
}
