package org.lvsdirector.parser.decode;

import java.util.List;
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
