package org.lvsdirector.parser.check;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.MiscCheck;
import org.lvsdirector.parser.model.NetworkChecker;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.UdpCheck;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.source.KeptFindings;
import org.lvsdirector.parser.source.SourceRange;

/** Lints of the LVS side. */
final class LvsLints {
  private final KeptFindings found;

  /** Answers by address: one server often stands behind many services. */
  private final Map<InetAddress, Boolean> excluded = new HashMap<>();

  private final Function<InetAddress, Boolean> excludes;

  LvsLints(KeptFindings found, LocalNetworks networks) {
    this.found = found;
    this.excludes = networks::excludes;
  }

  void check(LvsConfig config) {
    for (VirtualServer vs : config.virtualServers()) {
      for (RealServer rs : vs.realServers()) {
        server(vs, rs);
      }
      vs.sorryServer()
          .ifPresent(s -> connected("sorry_server", s.address(), s.forwarding(), vs.range(), vs));
    }
  }

  private void connected(
      String what,
      InetAddress address,
      Forwarding forwarding,
      SourceRange range,
      VirtualServer vs) {
    if (forwarding instanceof Forwarding.DirectRouting
        && excluded.computeIfAbsent(address, excludes)
        && !found.countIfFull(Lint.DR_NOT_CONNECTED.lintName())) {
      Lint.DR_NOT_CONNECTED.addTo(
          found,
          range,
          () ->
              what
                  + " "
                  + AddressText.of(address)
                  + " is in no network of this host, which direct routing needs, in virtual_server "
                  + vs.label());
    }
  }

  private void server(VirtualServer vs, RealServer rs) {
    connected("real_server", rs.address(), rs.forwarding(), rs.range(), vs);
    if (rs.checkers().isEmpty()
        && vs.realServers().size() > 1
        && !found.countIfFull(Lint.NO_CHECKER.lintName())) {
      Lint.NO_CHECKER.addTo(
          found,
          rs.range(),
          () ->
              "real_server "
                  + AddressText.of(rs.address())
                  + " has no check in virtual_server "
                  + vs.label());
    }
    for (Checker checker : rs.checkers()) {
      checker(vs, rs, checker);
    }
  }

  private void checker(VirtualServer vs, RealServer rs, Checker checker) {
    Duration longest =
        switch (checker) {
          case UdpCheck udp when !udp.requireReply() -> Duration.ZERO;
          case NetworkChecker c -> c.connection().connectTimeout();
          case MiscCheck c -> c.timeout();
          default -> Duration.ZERO;
        };
    Duration interval =
        switch (checker) {
          case NetworkChecker c -> c.timing().delayLoop();
          case MiscCheck c -> c.timing().delayLoop();
          default -> Duration.ofDays(1);
        };
    if (longest.compareTo(interval) > 0) {
      found.add(
          Lint.SLOW_CHECK.at(
              checker.range(),
              checker.keyword()
                  + " may take "
                  + seconds(longest)
                  + ", its delay_loop is "
                  + seconds(interval)
                  + ", in real_server "
                  + AddressText.of(rs.address())
                  + " of virtual_server "
                  + vs.label()));
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
