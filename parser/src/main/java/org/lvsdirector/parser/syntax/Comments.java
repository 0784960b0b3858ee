package org.lvsdirector.parser.syntax;

/**
 * Removal of comments (parser semantics 3). Only double quotes protect; {@code \#} and {@code \!}
 * outside of them lose their backslash, which is why they do not survive a second scan.
 */
final class Comments {
  /** The line without its comment. */
  final LineText line;

  /** A {@code \#} or {@code \!} lost its backslash. */
  final boolean unescaped;

  /** The line has a double quote without partner. */
  final boolean openQuote;

  private Comments(LineText line, boolean unescaped, boolean openQuote) {
    this.line = line;
    this.unescaped = unescaped;
    this.openQuote = openQuote;
  }

  /** Scans a line that has no blanks at its ends. */
  static Comments strip(LineText line) {
    LineText.Builder copy = null;
    int copied = line.from;
    boolean quoted = false;
    boolean loneBackslash = false;
    int end = line.to;
    for (int i = line.from; i < end; i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\') {
        if (i + 1 >= end) {
          loneBackslash = true;
        } else if (!quoted && isMark(line.charAt(i + 1))) {
          copy = copy == null ? new LineText.Builder(line.at) : copy;
          copy.append(line, copied, i);
          copied = i + 1;
        }
        i++;
      } else if (!quoted && isMark(c)) {
        end = i;
      }
    }
    if (copy == null && !loneBackslash) {
      return new Comments(line.slice(line.from, end).trimmed(), false, quoted);
    }
    LineText stripped =
        copy == null ? line.slice(line.from, end) : copy.append(line, copied, end).build();
    stripped = stripped.trimmed();
    return new Comments(
        loneBackslash ? withoutBlanksBeforeMark(stripped) : stripped, copy != null, quoted);
  }

  private static boolean isMark(char c) {
    return c == '#' || c == '!';
  }

  private static LineText withoutBlanksBeforeMark(LineText line) {
    int mark = line.to - 1;
    int end = mark;
    while (end > line.from && LineText.isBlank(line.charAt(end - 1))) {
      end--;
    }
    if (end == mark) {
      return line;
    }
    return new LineText.Builder(line.at)
        .append(line, line.from, end)
        .append(line, mark, line.to)
        .build();
  }

  /**
   * The line ends in a backslash that is not itself escaped, the continuation mark of definitions.
   */
  static boolean endsInMark(LineText line) {
    int i = line.to;
    while (i > line.from && line.charAt(i - 1) == '\\') {
      i--;
    }
    return ((line.to - i) & 1) == 1;
  }
}
