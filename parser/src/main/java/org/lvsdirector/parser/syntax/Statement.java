package org.lvsdirector.parser.syntax;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.source.SourceRange;

/**
 * A keyword with its words and perhaps a block. In a value block (parser semantics 12) the first
 * word of the entry takes the keyword's place.
 *
 * @param keyword first word of the line
 * @param args the other words
 * @param rawLine the line after substitution and comment removal, from the keyword on;
 *     script-valued keywords split it again with {@link ScriptWords}
 * @param block what follows in braces
 * @param own the line carried our prefix {@code @lvs_director}, so keepalived does not see it
 */
public record Statement(
    Word keyword, List<Word> args, String rawLine, Optional<Block> block, boolean own) {
  public Statement {
    args = List.copyOf(args);
  }

  /** The keyword's range. */
  public SourceRange range() {
    return keyword.range();
  }

  /** Statements of the block, none without a block. */
  public List<Statement> children() {
    return block.map(Block::statements).orElse(List.of());
  }

  /** Text of argument {@code index}, from 0, if it is there. */
  public Optional<String> arg(int index) {
    return index < args.size() ? Optional.of(args.get(index).text()) : Optional.empty();
  }
}
