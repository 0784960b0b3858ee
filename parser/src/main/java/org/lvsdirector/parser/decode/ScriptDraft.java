package org.lvsdirector.parser.decode;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.ScriptUser;
import org.lvsdirector.parser.source.SourceRange;

/** A vrrp_script block as it is written. */
final class ScriptDraft {
  final String name;
  final SourceRange range;
  @Nullable ScriptLine line;
  @Nullable ScriptUser runAs;
  Duration interval = Duration.ofSeconds(1);
  @Nullable Duration timeout;
  int weight;
  boolean reverse;
  int rise = 1;
  int fall = 1;
  boolean initFail;

  ScriptDraft(String name, SourceRange range) {
    this.name = name;
    this.range = range;
  }
}
