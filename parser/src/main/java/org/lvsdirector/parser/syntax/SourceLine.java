package org.lvsdirector.parser.syntax;

import java.util.Optional;
import org.lvsdirector.parser.source.Origin;
import org.lvsdirector.parser.source.SourceFile;
import org.lvsdirector.parser.source.SourceRange;

/**
 * The line a word stands in, shared by its words so that a word costs little.
 *
 * @param file file that holds the line
 * @param number physical line, from 1
 * @param origin definition or sequence the text was expanded from, if any
 */
public record SourceLine(SourceFile file, int number, Optional<Origin> origin) {
  /** Range in this line; columns from 1, the end exclusive. */
  public SourceRange range(int column, int endColumn) {
    return new SourceRange(file, number, column, endColumn, origin);
  }
}
