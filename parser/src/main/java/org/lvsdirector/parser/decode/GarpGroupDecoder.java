package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.GarpGroup;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.parser.syntax.Statement;

/** Reads a garp_group block. */
final class GarpGroupDecoder extends BlockDecoder {
  private static final long MAX_MICROS = 4_294_967_295L;

  private final VrrpDraft.Context context;
  private Duration garp = Duration.ZERO;
  private Duration gna = Duration.ZERO;
  private final List<String> interfaces = new ArrayList<>();

  GarpGroupDecoder(VrrpDraft.Context context) {
    super(context.out(), "garp_group");
    this.context = context;
  }

  @Override
  String where() {
    return " in garp_group";
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "garp_interval" -> seconds(s, 0, 0, MAX_MICROS).ifPresent(v -> garp = v);
      case "gna_interval" -> seconds(s, 0, 0, MAX_MICROS).ifPresent(v -> gna = v);
      case "interface" -> add(at(s, 0), text(s, 0));
      case "interfaces" -> {
        List<String> names = new ArrayList<>();
        SyncGroupDecoder.names(s, names);
        if (names.isEmpty()) {
          warning(s, "interfaces is empty");
        }
        names.forEach(name -> add(s.range(), name));
      }
      default -> unhandled(s);
    }
  }

  private void add(SourceRange at, String name) {
    boolean taken = interfaces.contains(name) || context.draft().garpInterfaces.contains(name);
    if (taken) {
      out.error(at, "interface " + name + " is in a garp_group already, ignored");
    } else if (!context.interfaceUsable(name)) {
      context.missingInterface(at, name, where());
    } else {
      interfaces.add(name);
    }
  }

  Optional<GarpGroup> finished(SourceRange range) {
    if (garp.isZero() && gna.isZero()) {
      out.error(range, "neither garp_interval nor gna_interval" + where() + ", block ignored");
      return Optional.empty();
    }
    context.draft().garpInterfaces.addAll(interfaces);
    return Optional.of(new GarpGroup(garp, gna, interfaces, range));
  }
}
