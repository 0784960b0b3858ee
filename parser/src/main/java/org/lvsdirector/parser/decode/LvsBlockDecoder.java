package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.Forwarding.TunnelChecksum;
import org.lvsdirector.parser.model.Forwarding.TunnelType;
import org.lvsdirector.parser.syntax.Statement;

/** What virtual servers, real servers and checkers have in common. */
abstract class LvsBlockDecoder extends BlockDecoder {
  static final long MAX_TIMER_MICROS = 1_000_000_000_000_000L;
  static final long MAX_CONNECT_MICROS = 4_294_967_295L;
  private static final Range RETRY = Range.of(1, 0xffff_ffffL);
  private static final Range RISE = Range.of(1, 1000);
  private static final Map<String, TunnelType> TUNNELS =
      Map.of("ipip", TunnelType.IPIP, "gue", TunnelType.GUE, "gre", TunnelType.GRE);

  LvsBlockDecoder(Decoding out, String path) {
    super(out, path);
  }

  /**
   * The settings that a virtual server and a real server hand down to checkers; false if it is none
   * of them.
   */
  final boolean checkDefault(Statement s, CheckDefaults d) {
    switch (s.keyword().text()) {
      case "retry" -> integer(s, 0, RETRY).ifPresent(v -> d.retry = v);
      case "rise" -> integer(s, 0, RISE).ifPresent(v -> d.rise = (int) v);
      default -> {
        return checkTimer(s, d);
      }
    }
    return true;
  }

  /** The timers among them. */
  final boolean checkTimer(Statement s, CheckDefaults d) {
    switch (s.keyword().text()) {
      case "delay_loop" -> seconds(s, 0, 1, MAX_TIMER_MICROS).ifPresent(v -> d.delayLoop = v);
      case "delay_before_retry" ->
          seconds(s, 0, 0, MAX_TIMER_MICROS).ifPresent(v -> d.delayBeforeRetry = v);
      case "warmup" -> seconds(s, 0, 0, MAX_TIMER_MICROS).ifPresent(v -> d.warmup = v);
      case "connect_timeout" ->
          seconds(s, 0, 1, MAX_CONNECT_MICROS).ifPresent(v -> d.connectTimeout = v);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** {@code slow_start}, ours. */
  final Optional<Duration> slowStart(Statement s) {
    return seconds(s, 0, 0, 86_400_000_000L);
  }

  /**
   * A port word (keepalived reference, LVS 2): 1..65535, or zeros for none. Empty if it is neither;
   * whole line invalid then.
   */
  final OptionalLong port(Statement s, int index, String name) {
    if (index >= s.args().size() || zeros(text(s, index))) {
      return OptionalLong.of(0);
    }
    return integer(name, s, index, Range.PORT);
  }

  private static boolean zeros(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  /** A string that may be written once; a later one replaces it and is reported (LVS 2). */
  final String replace(Statement s, @Nullable String before) {
    if (before != null) {
      error(s, s.keyword().text() + " is written again and replaces \"" + before + "\"");
    }
    return text(s, 0);
  }

  /** {@code lvs_method} with tunnel options, or null if the method is unknown (LVS 6). */
  final @Nullable Forwarding forwarding(Statement s) {
    return switch (text(s, 0)) {
      case "NAT" -> checkedTunnel(s, new Forwarding.Nat());
      case "DR" -> checkedTunnel(s, new Forwarding.DirectRouting());
      case "TUN" -> checkedTunnel(s, Forwarding.Tunnel.IPIP);
      default -> {
        wrongChoice(s, 0, List.of("DR", "NAT", "TUN"));
        yield null;
      }
    };
  }

  private Forwarding checkedTunnel(Statement s, Forwarding base) {
    if (s.args().size() == 1) {
      return base;
    }
    Forwarding.Tunnel tunnel = tunnel(s);
    return tunnel != null && base instanceof Forwarding.Tunnel ? tunnel : base;
  }

  private Forwarding.@Nullable Tunnel tunnel(Statement s) {
    TunnelType type = TunnelType.IPIP;
    TunnelChecksum checksum = TunnelChecksum.NONE;
    int port = 0;
    for (int i = 1; i < s.args().size(); i++) {
      switch (text(s, i)) {
        case "type" -> {
          TunnelType found = TUNNELS.get(text(s, ++i));
          if (found == null) {
            error(s, "tunnel type: \"" + text(s, i) + "\" (expected ipip, gue or gre)");
            return null;
          }
          type = found;
        }
        case "port" -> {
          OptionalLong number = integer("tunnel port", s, ++i, Range.PORT);
          if (number.isEmpty()) {
            return null;
          }
          port = (int) number.getAsLong();
        }
        case "nocsum" -> checksum = TunnelChecksum.NONE;
        case "csum" -> checksum = TunnelChecksum.CSUM;
        case "remcsum" -> checksum = TunnelChecksum.REMOTE;
        default -> {
          error(s, "\"" + text(s, i) + "\" is not an option of " + s.keyword().text());
          return null;
        }
      }
    }
    return consistent(s, type, port, checksum) ? new Forwarding.Tunnel(type, port, checksum) : null;
  }

  private boolean consistent(Statement s, TunnelType type, int port, TunnelChecksum checksum) {
    String name = type.name().toLowerCase(Locale.ROOT);
    if ((type == TunnelType.GUE) != (port != 0)) {
      error(s, name + " tunnels " + (port == 0 ? "need" : "cannot have") + " a port");
      return false;
    }
    boolean allowed =
        switch (checksum) {
          case NONE -> true;
          case CSUM -> type != TunnelType.IPIP;
          case REMOTE -> type == TunnelType.GUE;
        };
    if (!allowed) {
      error(s, name + " tunnels cannot have this checksum option");
    }
    return allowed;
  }

  /** Address and port of a server line; empty and reported if either is wrong. */
  final @Nullable Endpoint endpoint(Statement s, String what) {
    Optional<InetAddress> address = Literals.cutAddress(text(s, 0));
    OptionalLong port = address.isEmpty() ? OptionalLong.empty() : port(s, 1, what + " port");
    if (address.isEmpty() || port.isEmpty()) {
      out.error(
          at(s, 0),
          what
              + ": \""
              + text(s, 0)
              + (s.args().size() > 1 ? " " + text(s, 1) : "")
              + "\" is not an address and port, block ignored"
              + where());
      return null;
    }
    return new Endpoint(address.get(), (int) port.getAsLong());
  }

  /**
   * An address and a port.
   *
   * @param address address
   * @param port port, 0 if none is written
   */
  record Endpoint(InetAddress address, int port) {}
}
