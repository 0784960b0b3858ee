package org.lvsdirector.parser.syntax;

import org.lvsdirector.parser.source.SourceRange;

/**
 * One word of a line (parser semantics 10).
 *
 * @param text text without its quotes
 * @param quoted it stood in double quotes
 * @param at the line it stands in
 * @param column first character, from 1
 * @param endColumn one past the last character
 */
public record Word(String text, boolean quoted, SourceLine at, int column, int endColumn) {
  public SourceRange range() {
    return at.range(column, endColumn);
  }

  @Override
  public String toString() {
    return text;
  }
}
