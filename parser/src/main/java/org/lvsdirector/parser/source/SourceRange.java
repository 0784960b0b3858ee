package org.lvsdirector.parser.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A stretch of characters within one physical line.
 *
 * <p>The range is the place where the text took effect: for text that came from a {@code $}
 * definition or a {@code ~SEQ} it covers the reference, and {@link #origin()} says where the
 * characters themselves are written. That is also the line keepalived names in its messages (parser
 * semantics 17.5).
 *
 * @param file file that holds the line
 * @param line physical line, from 1; 0 if the range stands for the whole file
 * @param column first character, from 1
 * @param endColumn one past the last character, at least {@code column}
 * @param origin innermost definition or sequence the text was expanded from, if any
 */
public record SourceRange(
    SourceFile file, int line, int column, int endColumn, Optional<Origin> origin) {
  /** No place: for values that no file holds, such as those built in tests. */
  public static final SourceRange NONE = wholeFile(SourceFile.main("", ""));

  /** Range for a complaint about a file as a whole. */
  public static SourceRange wholeFile(SourceFile file) {
    return new SourceRange(file, 0, 1, 1, Optional.empty());
  }

  /** The same stretch so many lines further down; up if negative. */
  public SourceRange movedBy(int lines) {
    return new SourceRange(file, line + lines, column, endColumn, origin);
  }

  public SourcePosition start() {
    return new SourcePosition(file.name(), line, column);
  }

  /**
   * The whole origin stack, innermost first: expansions, then the chain of includes that led to the
   * file.
   */
  public List<Origin> origins() {
    List<Origin> stack = new ArrayList<>();
    Optional<Origin> next = origin;
    while (next.isPresent()) {
      stack.add(next.get());
      next = next.get().at().origin();
    }
    Optional<SourceRange> include = file.includedFrom();
    while (include.isPresent()) {
      stack.add(new Origin(Origin.Kind.INCLUDED, file.name(), include.get()));
      include = include.get().file().includedFrom();
    }
    return stack;
  }

  /** Of the place alone: the origins may be a thousand deep, and each would be a call. */
  @Override
  public int hashCode() {
    return Objects.hash(file, line, column, endColumn);
  }

  /** The same place, reached the same way; compared one origin after the other. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof SourceRange range) || !samePlace(range)) {
      return false;
    }
    Optional<Origin> mine = origin;
    Optional<Origin> its = range.origin;
    while (mine.isPresent() && its.isPresent()) {
      Origin a = mine.get();
      Origin b = its.get();
      if (a.kind() != b.kind() || !a.name().equals(b.name()) || !a.at().samePlace(b.at())) {
        return false;
      }
      mine = a.at().origin;
      its = b.at().origin;
    }
    return mine.isPresent() == its.isPresent();
  }

  private boolean samePlace(SourceRange other) {
    return file.equals(other.file)
        && line == other.line
        && column == other.column
        && endColumn == other.endColumn;
  }

  @Override
  public String toString() {
    return start().toString();
  }
}
