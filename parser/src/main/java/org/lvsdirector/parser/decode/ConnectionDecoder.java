package org.lvsdirector.parser.decode;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Reads what every network checker may have: its connection, its timing (keepalived reference, LVS
 * 8 and 9).
 */
abstract class ConnectionDecoder extends LvsBlockDecoder {
  private static final int INTERFACE_LENGTH = 15;
  private static final Range RISE = Range.of(1, 1000);

  final CheckerDraft checker;
  final BlockDecoder parent;
  final InetAddress server;

  ConnectionDecoder(
      Decoding out, String path, CheckerDraft checker, BlockDecoder parent, InetAddress server) {
    super(out, path);
    this.checker = checker;
    this.parent = parent;
    this.server = server;
  }

  @Override
  String where() {
    return " in " + checker.kind + parent.where();
  }

  /** Reads a statement of these; false if it is another. */
  final boolean connection(Statement s) {
    CheckDefaults timing = checker.timing;
    switch (s.keyword().text()) {
      case "connect_port" ->
          integer(s, 0, Range.PORT).ifPresent(v -> checker.connectPort = (int) v);
      case "connect_ip" -> checker.connectIp = sameFamily(s, checker.bindTo, checker.connectIp);
      case "bindto" -> checker.bindTo = sameFamily(s, target(), checker.bindTo);
      case "bind_port" -> integer(s, 0, Range.PORT).ifPresent(v -> checker.bindPort = (int) v);
      case "bind_if" -> bindInterface(s);
      case "fwmark" -> integer(s, 0, Range.UINT32).ifPresent(v -> checker.fwmark = v);
      case "retry" -> integer(s, 0, Range.UINT32).ifPresent(v -> timing.retry = v);
      case "rise" -> integer(s, 0, RISE).ifPresent(v -> timing.rise = (int) v);
      case "alpha" -> bool(s).ifPresent(v -> timing.alpha = v);
      case "log_all_failures" -> bool(s).ifPresent(v -> checker.logAllFailures = v);
      default -> {
        return checkTimer(s, timing);
      }
    }
    return true;
  }

  final InetAddress target() {
    return checker.connectIp == null ? server : checker.connectIp;
  }

  private @Nullable InetAddress sameFamily(
      Statement s, @Nullable InetAddress other, @Nullable InetAddress before) {
    Optional<InetAddress> address = address(s, 0);
    if (address.isEmpty()) {
      return before;
    }
    if (other != null && AddressFamily.of(other) != AddressFamily.of(address.get())) {
      error(
          s,
          s.keyword().text()
              + ": "
              + text(s, 0)
              + " is not of the family of the other end, ignored");
      return before;
    }
    return address.get();
  }

  private void bindInterface(Statement s) {
    if (text(s, 0).length() > INTERFACE_LENGTH) {
      error(s, "bind_if: \"" + text(s, 0) + "\" is longer than 15 characters, ignored");
    } else {
      checker.bindInterface = text(s, 0);
    }
  }

  /** Whether the connection can be made at all. */
  final boolean reachable() {
    if (target() instanceof Inet6Address v6
        && v6.isLinkLocalAddress()
        && checker.bindInterface == null) {
      out.error(checker.range, "a link-local address needs bind_if; checker ignored" + where());
      return false;
    }
    return true;
  }
}
