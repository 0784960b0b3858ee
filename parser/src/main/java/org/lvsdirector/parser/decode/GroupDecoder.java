package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.VirtualServerGroup;
import org.lvsdirector.parser.model.VirtualServerGroup.Entry;
import org.lvsdirector.parser.syntax.Statement;

/** Reads the lines of a virtual_server_group (keepalived reference, LVS 4). */
final class GroupDecoder extends LvsBlockDecoder {
  private final String name;
  private final List<Entry> entries = new ArrayList<>();

  private GroupDecoder(Decoding out, String name) {
    super(out, "virtual_server_group");
    this.name = name;
  }

  static Optional<VirtualServerGroup> decode(Decoding out, Statement s, String name) {
    var decoder = new GroupDecoder(out, name);
    s.children().forEach(decoder::statement);
    return decoder.finished(s);
  }

  @Override
  String where() {
    return " in virtual_server_group " + name;
  }

  @Override
  void statement(Statement s) {
    Entry entry = s.keyword().text().equals("fwmark") ? mark(s) : address(s);
    if (entry != null) {
      entries.add(entry);
    }
  }

  private Optional<VirtualServerGroup> finished(Statement s) {
    if (entries.isEmpty()) {
      out.error(s.range(), "virtual_server_group " + name + " has no entry, ignored");
      return Optional.empty();
    }
    boolean inet = has(AddressFamily.INET);
    boolean inet6 = has(AddressFamily.INET6);
    boolean open =
        entries.stream().anyMatch(e -> e instanceof Entry.Fwmark f && f.family().isEmpty());
    if (inet && inet6 && open) {
      out.error(
          s.range(),
          "virtual_server_group "
              + name
              + " has addresses of both families and a fwmark without one, ignored");
      return Optional.empty();
    }
    return Optional.of(new VirtualServerGroup(name, entries, s.range()));
  }

  private boolean has(AddressFamily family) {
    return entries.stream().anyMatch(e -> family(e) == family);
  }

  /** Family of an address entry; null for a mark. */
  static @Nullable AddressFamily family(Entry entry) {
    return switch (entry) {
      case Entry.Address(var a, _) -> AddressFamily.of(a);
      case Entry.Range(var a, _, _) -> AddressFamily.of(a);
      case Entry.Fwmark _ -> null;
    };
  }

  private @Nullable Entry mark(Statement s) {
    OptionalLong mark = integer(s, 0, Range.UINT32);
    if (mark.isEmpty()) {
      return null;
    }
    return switch (text(s, 1)) {
      case "" -> new Entry.Fwmark(mark.getAsLong(), Optional.empty());
      case "inet" -> new Entry.Fwmark(mark.getAsLong(), Optional.of(AddressFamily.INET));
      case "inet6" -> new Entry.Fwmark(mark.getAsLong(), Optional.of(AddressFamily.INET6));
      default -> {
        error(s, "fwmark: \"" + text(s, 1) + "\" (expected inet or inet6), entry ignored");
        yield null;
      }
    };
  }

  private @Nullable Entry address(Statement s) {
    String text = s.keyword().text();
    OptionalLong port = port(s, 0, "port");
    Entry entry = port.isEmpty() ? null : entry(text, (int) port.getAsLong());
    if (entry == null) {
      error(s, "\"" + text + "\" is not an address, range or prefix with a port, entry ignored");
    }
    return entry;
  }

  private static @Nullable Entry entry(String text, int port) {
    int dash = text.indexOf('-');
    int slash = text.indexOf('/');
    if (dash >= 0) {
      InetAddress first = Literals.address(text.substring(0, dash)).orElse(null);
      return first == null ? null : AddressRanges.to(first, text.substring(dash + 1), port);
    }
    if (slash >= 0) {
      InetAddress first = Literals.address(text.substring(0, slash)).orElse(null);
      return first == null ? null : AddressRanges.prefix(first, text.substring(slash + 1), port);
    }
    return Literals.address(text).map(a -> new Entry.Address(a, port)).orElse(null);
  }
}
