package org.lvsdirector.parser.decode;

import java.util.Optional;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.parser.syntax.Statement;

/**
 * The words {@code USER [GROUP]}.
 *
 * @param user user name
 * @param group group name
 * @param range where they stand
 */
record ScriptUserWords(String user, Optional<String> group, SourceRange range) {
  ScriptUserWords(Statement s) {
    this(BlockDecoder.text(s, 0), s.arg(1), s.range());
  }
}
