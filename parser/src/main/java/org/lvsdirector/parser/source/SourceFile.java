package org.lvsdirector.parser.source;

import java.util.Optional;

/**
 * A file as it was read. A file that is included twice is two source files with different {@link
 * #includedFrom()}.
 *
 * <p>Equality is identity: two readings of one path are different sources, unless the second read
 * only what had changed and {@link #replace} was told.
 */
public final class SourceFile {
  private final String name;
  private volatile String text;
  private final Optional<SourceRange> includedFrom;
  private int[] lineStarts = {};

  private SourceFile(String name, String text, Optional<SourceRange> includedFrom) {
    this.name = name;
    this.text = text;
    this.includedFrom = includedFrom;
  }

  /** The file the operator named. */
  public static SourceFile main(String name, String text) {
    return new SourceFile(name, text, Optional.empty());
  }

  /** A file found by the include line at {@code from}. */
  public static SourceFile included(String name, String text, SourceRange from) {
    return new SourceFile(name, text, Optional.of(from));
  }

  /** Name for messages. */
  public String name() {
    return name;
  }

  /** Complete text with its line ends. */
  public String text() {
    return text;
  }

  /**
   * The file was read again and is another one now. Ranges that were made before and whose lines
   * did not move stay good, and no reading keeps the text of an earlier one alive.
   */
  public synchronized void replace(String now) {
    text = now;
    lineStarts = new int[0];
  }

  /** The include line that led here; empty for the main file. */
  public Optional<SourceRange> includedFrom() {
    return includedFrom;
  }

  /** The text of a physical line without its line end, or empty if the file has no such line. */
  public synchronized String line(int number) {
    int[] starts = lineStarts();
    if (number < 1 || number > starts.length) {
      return "";
    }
    int start = starts[number - 1];
    int end = text.indexOf('\n', start);
    if (end < 0) {
      end = text.length();
    }
    if (end > start && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(start, end);
  }

  private int[] lineStarts() {
    if (lineStarts.length == 0) {
      int count = 1;
      for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        count++;
      }
      int[] starts = new int[count];
      int line = 1;
      for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        starts[line++] = i + 1;
      }
      lineStarts = starts;
    }
    return lineStarts;
  }

  @Override
  public String toString() {
    return name;
  }
}
