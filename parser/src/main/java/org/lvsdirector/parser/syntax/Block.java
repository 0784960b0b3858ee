package org.lvsdirector.parser.syntax;

import java.util.List;
import org.lvsdirector.parser.source.SourceRange;

/**
 * The statements between two braces, or of a whole configuration.
 *
 * @param statements in the order they were read
 * @param at line of the opening brace
 * @param column column of the opening brace, from 1
 */
public record Block(List<Statement> statements, SourceLine at, int column) {
  public Block {
    statements = List.copyOf(statements);
  }

  /** The opening brace. */
  public SourceRange range() {
    return at.range(column, column + 1);
  }
}
