package org.lvsdirector.parser.decode;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.syntax.ScriptWords;
import org.lvsdirector.parser.syntax.Statement;

/** Command, user and group of a script-valued line (keepalived reference, parser 13). */
final class ScriptSplitter {
  private ScriptSplitter() {}

  /** The parts of a line; empty if quotes do not match or the line has no command. */
  static Optional<ScriptLine> split(Statement s) {
    ScriptWords.Split line = ScriptWords.words(s.rawLine());
    if (line.problem().isPresent() || line.words().size() < 2) {
      return Optional.empty();
    }
    List<String> parts = line.words();
    ScriptWords.Split argv = ScriptWords.argv(parts.get(1));
    if (argv.problem().isPresent() || argv.words().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ScriptLine(
            argv.words(),
            parts.size() > 2 ? Optional.of(parts.get(2)) : Optional.empty(),
            parts.size() > 3 ? Optional.of(parts.get(3)) : Optional.empty(),
            s.range()));
  }
}
