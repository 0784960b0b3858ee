package org.lvsdirector.parser.decode;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.source.SourceRange;

/**
 * A script-valued line, split (keepalived reference, parser 13).
 *
 * @param argv words of the command, never empty
 * @param user user named after the command
 * @param group group named after the user
 * @param range where the command stands
 */
record ScriptLine(
    List<String> argv, Optional<String> user, Optional<String> group, SourceRange range) {
  ScriptLine {
    argv = List.copyOf(argv);
  }
}
