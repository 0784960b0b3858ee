package org.lvsdirector.parser.decode;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Reads global_defs; each area of it has a part of its own (keepalived reference, parser 16, 21).
 */
final class GlobalDefsDecoder extends BlockDecoder {
  private final List<Part> parts;

  GlobalDefsDecoder(Decoding out, GlobalDraft global) {
    super(out, "global_defs");
    parts =
        List.of(
            new GlobalMailPart(this, global),
            new GlobalVrrpDefaultsPart(this, global),
            new GlobalVrrpPart(this, global),
            new GlobalLvsPart(this, global),
            new GlobalScriptPart(this, global),
            new GlobalProcessPart(this, global),
            new GlobalFilePart(this, global),
            new GlobalSnmpPart(this, global),
            new GlobalDirectorPart(this, global));
  }

  /** One area of global_defs. */
  interface Part {
    /** Reads the statement if its keyword belongs to this area; false otherwise. */
    boolean accept(Statement s);

    /** Stores what was collected, when every global_defs block has been read. */
    default void finish() {}
  }

  /** A path that must be the only word. */
  Optional<String> path(Statement s, Optional<String> before) {
    if (s.args().size() != 1 || text(s, 0).isEmpty()) {
      error(s, s.keyword().text() + " takes exactly one path, ignored");
      return before;
    }
    return s.arg(0);
  }

  void finish() {
    parts.forEach(Part::finish);
  }

  @Override
  String where() {
    return " in global_defs";
  }

  @Override
  void statement(Statement s) {
    for (Part part : parts) {
      if (part.accept(s)) {
        return;
      }
    }
    unhandled(s);
  }
}
