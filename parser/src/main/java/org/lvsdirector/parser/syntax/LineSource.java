package org.lvsdirector.parser.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.Severity;
import org.lvsdirector.parser.source.SourceFile;
import org.lvsdirector.parser.source.SourceRange;

/**
 * Physical lines without comments (parser semantics 2 and 3), from the files that are open or, for
 * a child process, from the copy the parent wrote (1.2). The copy holds the lines before any
 * replacement and, in place of each plain include line, the lines of the included file.
 */
final class LineSource {
  private static final int COMMENT = 1;
  private static final int QUOTE = 2;
  private static final int BACKSLASH = 4;
  private static final int NUL = 8;
  private static final int WIDE = 16;

  /** The line holds a {@code $}. */
  static final int DOLLAR = 32;

  /** The line holds a brace. */
  static final int BRACE = 64;

  /** Nothing is known of the line. */
  static final int ANY = ~0;

  private static final byte[] CLASSES = classes();

  private final List<Entry> copy;
  private final boolean fromCopy;
  private final boolean recording;
  private final Findings findings;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private @Nullable SourceRange openQuote;
  private int nextEntry;
  private long lines;

  /** Features of the line that {@link #next} answered. */
  int flags;

  /** The line that {@link #next} answered is read by us alone. */
  boolean own;

  /** The text is too large: the rest of it is not read. */
  boolean exhausted;

  /**
   * A {@code \#} lost its backslash somewhere, so a child process sees another line than the
   * parent.
   */
  boolean unescaped;

  /** An entry of the copy. */
  sealed interface Entry {}

  /** A file begins. */
  record Open(SourceFile file, String directory) implements Entry {}

  /** The innermost file ends. */
  record Close() implements Entry {}

  /** A line without its comment. */
  record Line(LineText text, long number) implements Entry {}

  /** Reads files. */
  static LineSource ofFiles(Findings findings) {
    return new LineSource(new ArrayList<>(), false, false, findings);
  }

  /** Reads files and writes the copy. */
  static LineSource recording(Findings findings) {
    return new LineSource(new ArrayList<>(), false, true, findings);
  }

  /** Reads the copy that {@code parent} wrote. */
  static LineSource ofCopy(LineSource parent, Findings findings) {
    return new LineSource(parent.copy, true, false, findings);
  }

  private LineSource(List<Entry> copy, boolean fromCopy, boolean recording, Findings findings) {
    this.copy = copy;
    this.fromCopy = fromCopy;
    this.recording = recording;
    this.findings = findings;
  }

  private static byte[] classes() {
    byte[] classes = new byte[128];
    classes['#'] = COMMENT;
    classes['!'] = COMMENT;
    classes['"'] = QUOTE;
    classes['\\'] = BACKSLASH;
    classes[0] = NUL;
    classes['$'] = DOLLAR;
    classes['{'] = BRACE;
    classes['}'] = BRACE;
    return classes;
  }

  /** Number of the physical line, counted over all files; orders findings. */
  long number() {
    return lines;
  }

  boolean readsCopy() {
    return fromCopy;
  }

  @Nullable Frame top() {
    return frames.peek();
  }

  int depth() {
    return frames.size();
  }

  boolean isOpen(String path) {
    return frames.stream().anyMatch(frame -> frame.path.equals(path));
  }

  void open(Frame frame) {
    frames.push(frame);
    if (recording && !frame.own) {
      copy.add(new Open(frame.file, frame.directory));
    }
  }

  /** Keeps a line for the children. */
  void record(LineText line) {
    if (recording) {
      copy.add(new Line(line, lines));
    }
  }

  /**
   * The next line without blanks at its ends and without its comment, or null at the end of all
   * files.
   */
  @Nullable LineText next() {
    while (!exhausted) {
      Frame frame = frames.peek();
      lines += frame == null ? 0 : frame.passGaps();
      if (frame == null || frame.virtual) {
        if (!fromCopy || nextEntry >= copy.size()) {
          return null;
        }
        LineText line = fromEntry(copy.get(nextEntry++));
        if (line != null) {
          return line;
        }
      } else if (frame.position >= frame.file.text().length()) {
        frames.pop();
        if (recording && !frame.own) {
          copy.add(new Close());
        }
      } else {
        LineText line = physical(frame);
        if (line != null) {
          own = frame.own;
          return line;
        }
      }
    }
    return null;
  }

  /**
   * Stops reading, since the text is larger than any that is meant and would fill the memory.
   * Nothing may start with a part of it.
   */
  void exhaust(String limit, SourceRange at) {
    if (!exhausted) {
      exhausted = true;
      report(
          Diagnostic.of(
              Severity.FATAL,
              ErrorClass.GENERAL_ERROR,
              "the configuration has more than " + limit + "; nothing after this is read",
              at));
    }
  }

  private @Nullable LineText fromEntry(Entry entry) {
    switch (entry) {
      case Open open ->
          frames.push(
              new Frame(
                  open.file, open.directory, "", EnumSet.noneOf(IncludeCheck.class), false, true));
      case Close _ -> frames.pop();
      case Line line -> {
        lines = line.number;
        own = false;
        flags = ANY;
        return line.text.isEmpty() ? line.text : withoutComment(line.text);
      }
    }
    return null;
  }

  /**
   * Reads one physical line; null if it is to be skipped. A line that was blank from the start is
   * answered empty.
   */
  private @Nullable LineText physical(Frame frame) {
    String text = frame.file.text();
    int start = frame.position;
    int length = text.length();
    int i = start;
    int seen = 0;
    while (i < length) {
      char c = text.charAt(i);
      if (c == '\n') {
        break;
      }
      seen |= c < 128 ? CLASSES[c] : WIDE;
      i++;
    }
    frame.position = i + 1;
    frame.line++;
    lines++;
    flags = seen;
    if (lines > Limits.LINES) {
      SourceLine at = new SourceLine(frame.file, frame.line, Optional.empty());
      exhaust(Limits.LINES + " lines", at.range(1, 1));
      return null;
    }
    int end = i;
    if (i - start > Limits.LINE_BYTES / 3 && tooLong(frame, start, i, seen)) {
      return null;
    }
    if ((seen & NUL) != 0) {
      end = nul(frame, start, i);
    }
    return clean(frame, start, end);
  }

  private @Nullable LineText clean(Frame frame, int lineStart, int lineEnd) {
    String text = frame.file.text();
    int start = lineStart;
    int end = lineEnd;
    while (end > start
        && (text.charAt(end - 1) == '\r' || LineText.isBlank(text.charAt(end - 1)))) {
      end--;
    }
    while (start < end && LineText.isBlank(text.charAt(start))) {
      start++;
    }
    SourceLine at = new SourceLine(frame.file, frame.line, Optional.empty());
    LineText line = LineText.window(text, start, end, at, lineStart);
    boolean plain = (flags & (COMMENT | QUOTE | BACKSLASH)) == 0;
    return plain || line.isEmpty() ? line : withoutComment(line);
  }

  private @Nullable LineText withoutComment(LineText line) {
    Comments comments = Comments.strip(line);
    if (comments.openQuote) {
      openQuote(line);
    }
    unescaped |= comments.unescaped;
    return comments.line.isEmpty() ? null : comments.line;
  }

  /** Says that a line has a double quote without partner (3.5). */
  void openQuote(LineText line) {
    int quote = Math.max(line.text.lastIndexOf('"', line.to - 1), line.from);
    SourceRange at = line.range(quote, quote + 1);
    openQuote = at;
    report(
        Diagnostic.error(ErrorClass.GENERAL_ERROR, "double quote without partner", at)
            .withHint("close it on the same line; what follows it is dropped"));
  }

  /** Whether that line was reported for its quote. */
  boolean openQuoteAt(SourceRange range) {
    SourceRange at = openQuote;
    return at != null && at.line() == range.line() && at.file().equals(range.file());
  }

  private boolean tooLong(Frame frame, int start, int end, int seen) {
    String text = frame.file.text();
    int bytes = end - start;
    int cut = Limits.LINE_BYTES + 1;
    if ((seen & WIDE) != 0) {
      bytes = 0;
      cut = 0;
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        cut += bytes <= Limits.LINE_BYTES + 1 ? 1 : 0;
      }
    }
    boolean last = end >= text.length();
    if (bytes <= Limits.LINE_BYTES || (last && bytes <= Limits.LINE_BYTES)) {
      return false;
    }
    SourceLine at = new SourceLine(frame.file, frame.line, Optional.empty());
    report(
        Diagnostic.error(
                ErrorClass.GENERAL_ERROR,
                "line of "
                    + bytes
                    + " bytes is too long, its first "
                    + (Limits.LINE_BYTES + 1)
                    + " are dropped",
                at.range(1, Math.min(cut, end - start) + 1))
            .withHint(
                "at most " + Limits.LINE_BYTES + " bytes; what follows is read as a new line"));
    frame.position = start + cut;
    frame.line--;
    if (frame.position > end) {
      frame.position = end + 1;
    }
    if (frame.position >= end) {
      frame.position = end + 1;
      frame.line++;
    }
    return true;
  }

  /**
   * A line with a NUL byte is dropped, except that the last line without a line end is cut there
   * (2.2).
   */
  private int nul(Frame frame, int start, int end) {
    String text = frame.file.text();
    int nul = text.indexOf('\0', start);
    if (end >= text.length()) {
      return nul;
    }
    SourceLine at = new SourceLine(frame.file, frame.line, Optional.empty());
    int column = nul - start + 1;
    report(
        Diagnostic.error(
            ErrorClass.GENERAL_ERROR,
            "line with a NUL byte is ignored",
            at.range(column, column + 1)));
    return start;
  }

  void report(Diagnostic diagnostic) {
    findings.add(lines, diagnostic);
  }
}
