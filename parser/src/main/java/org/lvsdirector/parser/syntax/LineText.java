package org.lvsdirector.parser.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.Origin;
import org.lvsdirector.parser.source.SourceRange;

/**
 * A stretch of text that knows where each of its characters comes from. A line as it stands in a
 * file is a window into the file's text and costs one object; a line with replaced parts carries a
 * short list of pieces.
 */
final class LineText {
  private static final Piece[] NONE = {};

  final String text;
  final int from;
  final int to;
  final SourceLine at;
  private final int shift;
  private final Piece[] pieces;

  /**
   * Text from {@code start} on stands at {@code column}; a fixed piece is a replacement whose
   * characters all stand at the reference they replace.
   */
  private record Piece(int start, SourceLine at, int column, int endColumn, boolean fixed) {
    int columnOf(int index) {
      return fixed ? column : column + index - start;
    }
  }

  private LineText(String text, int from, int to, SourceLine at, int shift, Piece[] pieces) {
    this.text = text;
    this.from = from;
    this.to = to;
    this.at = at;
    this.shift = shift;
    this.pieces = pieces;
  }

  /**
   * A window into a file; {@code lineStart} is the index of the physical line's first character.
   */
  static LineText window(String text, int from, int to, SourceLine at, int lineStart) {
    return new LineText(text, from, to, at, lineStart - 1, NONE);
  }

  boolean isEmpty() {
    return from >= to;
  }

  int length() {
    return to - from;
  }

  char charAt(int index) {
    return text.charAt(index);
  }

  char first() {
    return text.charAt(from);
  }

  boolean startsWith(String prefix) {
    return to - from >= prefix.length() && text.startsWith(prefix, from);
  }

  int indexOf(char wanted) {
    return text.indexOf(wanted, from, to);
  }

  LineText slice(int newFrom, int newTo) {
    return newFrom == from && newTo == to
        ? this
        : new LineText(text, newFrom, newTo, at, shift, pieces);
  }

  /** Without blanks (space, tab) at both ends. */
  LineText trimmed() {
    int start = from;
    int end = to;
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return slice(start, end);
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /**
   * The same text said to come from a repetition; text that was expanded already keeps its own
   * origin.
   */
  LineText withOrigin(Origin origin) {
    if (pieces.length > 0 || at.origin().isPresent()) {
      return this;
    }
    return new LineText(
        text, from, to, new SourceLine(at.file(), at.number(), Optional.of(origin)), shift, NONE);
  }

  private @Nullable Piece pieceAt(int index) {
    Piece found = null;
    for (Piece piece : pieces) {
      if (piece.start > index) {
        break;
      }
      found = piece;
    }
    return found;
  }

  SourceLine lineAt(int index) {
    Piece piece = pieceAt(index);
    return piece == null ? at : piece.at;
  }

  int columnAt(int index) {
    Piece piece = pieceAt(index);
    return piece == null ? index - shift : piece.columnOf(index);
  }

  /** One past the column of the character before {@code index}. */
  int endColumnAt(int index) {
    Piece piece = pieceAt(index - 1);
    if (piece == null) {
      return index - shift;
    }
    return piece.fixed ? piece.endColumn : piece.columnOf(index);
  }

  boolean isSpliced() {
    return pieces.length > 0;
  }

  Word word(String content, boolean quoted, int start, int end) {
    if (pieces.length == 0) {
      return new Word(content, quoted, at, start - shift, end - shift);
    }
    int column = columnAt(start);
    return new Word(
        content,
        quoted,
        lineAt(start),
        column,
        Math.max(column, endColumnAt(Math.max(end, start + 1))));
  }

  SourceRange range(int start, int end) {
    if (isEmpty()) {
      return at.range(1, 1);
    }
    int column = columnAt(start);
    return lineAt(start).range(column, Math.max(column, endColumnAt(Math.max(end, start + 1))));
  }

  /** The whole stretch. */
  SourceRange range() {
    return range(from, to);
  }

  @Override
  public String toString() {
    return from >= to ? "" : text.substring(from, to);
  }

  /** Puts a line together from stretches of others. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();
    private final SourceLine at;

    /** A builder for a line that stands at {@code at}. */
    Builder(SourceLine at) {
      this.at = at;
    }

    int length() {
      return text.length();
    }

    /** Adds a stretch with the places it has. */
    Builder append(LineText source, int from, int to) {
      if (from >= to) {
        return this;
      }
      if (source.pieces.length == 0) {
        pieces.add(
            new Piece(text.length(), source.at, from - source.shift, to - source.shift, false));
      } else {
        copyPieces(source, from, to);
      }
      text.append(source.text, from, to);
      return this;
    }

    private void copyPieces(LineText source, int from, int to) {
      int base = text.length() - from;
      for (int i = 0; i < source.pieces.length; i++) {
        Piece piece = source.pieces[i];
        int end = i + 1 < source.pieces.length ? source.pieces[i + 1].start : Integer.MAX_VALUE;
        int start = Math.max(piece.start, from);
        if (start < to && end > from) {
          pieces.add(
              new Piece(
                  base + start, piece.at, piece.columnOf(start), piece.endColumn, piece.fixed));
        }
      }
    }

    /** Adds text that stands for the reference at {@code place}. */
    Builder appendFor(CharSequence value, SourceRange place, Optional<Origin> origin) {
      if (!value.isEmpty()) {
        SourceLine line =
            new SourceLine(
                place.file(), place.line(), origin.isPresent() ? origin : place.origin());
        pieces.add(new Piece(text.length(), line, place.column(), place.endColumn(), true));
        text.append(value);
      }
      return this;
    }

    LineText build() {
      return new LineText(text.toString(), 0, text.length(), at, 0, pieces.toArray(NONE));
    }
  }
}
