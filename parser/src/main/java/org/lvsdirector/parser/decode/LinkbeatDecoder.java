package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.Optional;
import org.lvsdirector.parser.model.InterfaceDelay;
import org.lvsdirector.parser.model.LinkbeatInterface;
import org.lvsdirector.parser.model.LinkbeatInterface.Method;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.parser.syntax.Statement;

/** Reads the lines of linkbeat_interfaces and interface_up_down_delays. */
final class LinkbeatDecoder extends BlockDecoder {
  private static final long MAX_MICROS = 255_000_000;

  private final VrrpDraft.Context context;
  private final String block;

  LinkbeatDecoder(VrrpDraft.Context context, Statement s) {
    super(context.out(), s.keyword().text());
    this.context = context;
    this.block = s.keyword().text();
  }

  static LinkbeatInterface probed(String name, SourceRange range) {
    return new LinkbeatInterface(name, Method.PROBE, range);
  }

  @Override
  String where() {
    return " in " + block;
  }

  @Override
  void statement(Statement s) {
    String name = s.keyword().text();
    if (!context.interfaceUsable(name)) {
      out.error(ErrorClass.FATAL, s.range(), "interface " + name + " does not exist" + where());
    } else if (block.equals("linkbeat_interfaces")) {
      context.draft().linkbeat.add(linkbeat(s, name));
    } else {
      delay(s, name).ifPresent(context.draft().delays::add);
    }
  }

  private LinkbeatInterface linkbeat(Statement s, String name) {
    Method method =
        switch (text(s, 0)) {
          case "" -> Method.PROBE;
          case "MII" -> Method.MII;
          case "ETHTOOL" -> Method.ETHTOOL;
          case "IOCTL" -> Method.IOCTL;
          default -> {
            error(s, "\"" + text(s, 0) + "\" (expected MII, ETHTOOL or IOCTL)");
            yield Method.PROBE;
          }
        };
    return new LinkbeatInterface(name, method, s.range());
  }

  private Optional<InterfaceDelay> delay(Statement s, String name) {
    if (s.args().isEmpty()) {
      out.note(s.range(), "interface " + name + " has no delay, ignored" + where());
      return Optional.empty();
    }
    Optional<Duration> down = seconds(s, 0, 0, MAX_MICROS);
    Optional<Duration> up =
        s.args().size() > 1 ? seconds(s, 1, 0, MAX_MICROS) : Optional.of(Duration.ZERO);
    if (down.isEmpty() || up.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new InterfaceDelay(name, down.get(), up.get(), s.range()));
  }
}
