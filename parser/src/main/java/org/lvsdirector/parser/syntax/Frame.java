package org.lvsdirector.parser.syntax;

import java.util.EnumSet;
import org.lvsdirector.parser.source.SourceFile;

/** A file that is being read. */
final class Frame {
  final SourceFile file;
  final String directory;
  final String path;
  final EnumSet<IncludeCheck> checks;
  final boolean own;
  final boolean virtual;
  private Gaps gaps = Gaps.NONE;
  int position;
  int line;

  Frame(
      SourceFile file,
      String directory,
      String path,
      EnumSet<IncludeCheck> checks,
      boolean own,
      boolean virtual) {
    this.file = file;
    this.directory = directory;
    this.path = path;
    this.checks = checks;
    this.own = own;
    this.virtual = virtual;
  }

  /** Leaves parts of the text out. */
  Frame without(Gaps parts) {
    gaps = parts;
    return this;
  }

  /** Goes on behind the gaps that begin here; how many lines they have. */
  int passGaps() {
    int passed = 0;
    while (gaps.beginsAt(position)) {
      position = gaps.end();
      passed += gaps.lines();
      gaps = gaps.next();
    }
    line += passed;
    return passed;
  }
}
