package org.lvsdirector.daemon.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.daemon.dump.DumpFile;
import org.lvsdirector.daemon.dump.GlobalText;
import org.lvsdirector.daemon.dump.TextLines;
import org.lvsdirector.healthcheck.io.CheckReport;
import org.lvsdirector.healthcheck.io.HealthSnapshot;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.MiscCheck;
import org.lvsdirector.parser.model.NetworkChecker;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * The checks' state as text, {@code keepalived_check.data}: keepalived's sections, names and order
 * (keepalived reference, LVS 28). What follows "Last result" in a check is ours.
 */
final class CheckerDump {
  private final Map<PoolKey, HealthSnapshot.Pool> pools = new HashMap<>();
  private final TextLines out = new TextLines();

  private CheckerDump(HealthSnapshot snapshot) {
    snapshot.pools().forEach(pool -> pools.putIfAbsent(pool.state().key(), pool));
  }

  static void write(KeepalivedConfig config, HealthSnapshot snapshot) {
    DumpFile.write(DumpFile.state(config, "_check"), text(config, snapshot));
  }

  static String text(KeepalivedConfig config, HealthSnapshot snapshot) {
    CheckerDump dump = new CheckerDump(snapshot);
    GlobalText.write(dump.out, config);
    dump.out.section("LVS Topology");
    for (VirtualServer service : config.lvs().virtualServers()) {
      dump.service(service);
    }
    dump.out.section("Health checkers");
    for (VirtualServer service : config.lvs().virtualServers()) {
      dump.checks(service);
    }
    return dump.out.text();
  }

  private Optional<HealthSnapshot.Pool> pool(VirtualServer service) {
    return Optional.ofNullable(pools.get(PoolViews.key(service)));
  }

  private void service(VirtualServer service) {
    Optional<PoolSnapshot> state = pool(service).map(HealthSnapshot.Pool::state);
    out.line(1, "------< Virtual server >------");
    out.line(1, head(service));
    service
        .family()
        .ifPresent(f -> out.line(3, "Address family", f.bits() == 32 ? "inet" : "inet6"));
    out.line(3, "lvs_sched", service.scheduler().keyword());
    out.line(3, "Hashed", "disabled");
    out.line(3, "flag-1", TextLines.enabled(service.flags().flag1()));
    out.line(3, "flag-2", TextLines.enabled(service.flags().flag2()));
    out.line(3, "flag-3", TextLines.enabled(service.flags().flag3()));
    out.line(3, "One packet scheduling", TextLines.enabled(service.flags().onePacket()));
    service
        .persistence()
        .ifPresent(p -> out.line(3, "persistence timeout", p.timeout().toSeconds()));
    out.line(3, "protocol", service.protocol().name());
    out.line(3, "alpha is " + TextLines.on(service.alpha()));
    out.line(3, "omega is " + TextLines.on(service.omega()));
    out.line(3, "quorum", service.quorum() + ", hysteresis = " + service.hysteresis());
    out.script("Quorum up notify", service.quorumUp());
    out.script("Quorum down notify", service.quorumDown());
    if (service.haSuspend()) {
      out.line(3, "Using HA suspend");
    }
    out.line(3, "Using smtp notification", TextLines.yes(service.smtpAlert()));
    out.line(3, "default forwarding method", service.forwarding().keyword());
    sorry(service, state.map(PoolSnapshot::sorryActive).orElse(false));
    boolean quorum = state.map(PoolSnapshot::quorumUp).orElse(true);
    out.line(3, "alive", service.realServers().isEmpty() ? 0 : 1);
    out.line(3, "quorum_state_up", quorum ? 1 : 0);
    Map<ServerKey, PoolSnapshot.Server> servers = state.map(PoolSnapshot::byKey).orElse(Map.of());
    for (RealServer server : service.realServers()) {
      server(server, Optional.ofNullable(servers.get(ServerKey.of(service, server))));
    }
  }

  private static String head(VirtualServer service) {
    return switch (service.address()) {
      case VirtualAddress.Address(var ip, var port) ->
          "VS VIP = " + AddressText.of(ip) + ", VPORT = " + port;
      case VirtualAddress.Fwmark(var mark) -> "VS FWMARK = " + mark;
      case VirtualAddress.Group _ -> "VS GROUP = " + service.label();
    };
  }

  private void sorry(VirtualServer service, boolean active) {
    service
        .sorryServer()
        .ifPresent(
            sorry -> {
              out.line(
                  3,
                  "sorry server",
                  "["
                      + AddressText.of(sorry.address())
                      + "]:"
                      + service.protocol().keyword()
                      + ":"
                      + sorry.port());
              out.line(5, "forwarding method", sorry.forwarding().keyword());
              out.line(5, "Inhibit on failure is " + TextLines.on(sorry.inhibit()));
              out.line(5, "in use", active ? 1 : 0);
            });
  }

  private void server(RealServer server, Optional<PoolSnapshot.Server> state) {
    long weight = state.map(PoolSnapshot.Server::weight).orElse((long) server.weight());
    boolean serving = state.map(PoolSnapshot.Server::serving).orElse(true);
    out.line(3, "------< Real server >------");
    out.line(
        3,
        "RIP = "
            + AddressText.of(server.address())
            + ", RPORT = "
            + server.port()
            + ", WEIGHT = "
            + server.weight()
            + " EFF WEIGHT = "
            + weight);
    out.line(3, "forwarding method", server.forwarding().keyword());
    out.line(
        3, "connection limit range", server.lowerThreshold() + " -> " + server.upperThreshold());
    out.line(3, "Inhibit on failure is " + TextLines.on(server.inhibitOnFailure()));
    out.script("  RS up notify", server.notifyUp());
    out.script("  RS down notify", server.notifyDown());
    out.line(3, "Using smtp notification", TextLines.yes(server.smtpAlert()));
    out.line(3, "initial weight", server.weight());
    out.line(3, "effective weight", weight);
    out.line(3, "alive", state.map(PoolSnapshot.Server::alive).orElse(true) ? 1 : 0);
    out.line(3, "num failed checkers", state.map(PoolSnapshot.Server::failedCheckers).orElse(0));
    out.line(3, "RS set", serving || server.inhibitOnFailure() ? 1 : 0);
    out.line(3, "drained", state.map(PoolSnapshot.Server::drained).orElse(false) ? 1 : 0);
  }

  private void checks(VirtualServer service) {
    Map<ServerKey, List<CheckReport>> reports =
        pool(service).map(HealthSnapshot.Pool::checks).orElse(Map.of());
    for (RealServer server : service.realServers()) {
      checks(service, server, reports.getOrDefault(ServerKey.of(service, server), List.of()));
    }
  }

  private void checks(VirtualServer service, RealServer server, List<CheckReport> reports) {
    String where = service.label() + " -> " + server.label(service.protocol());
    for (int i = 0; i < reports.size(); i++) {
      check(where, reports.get(i), i < server.checkers().size() ? server.checkers().get(i) : null);
    }
  }

  private void check(
      String where, CheckReport report, @org.jspecify.annotations.Nullable Checker checker) {
    out.line(1, where);
    out.line(3, "Enabled", TextLines.yes(!report.suspended()));
    out.line(3, "Up", TextLines.yes(report.up()));
    out.line(3, "Has run", TextLines.yes(report.hasRun()));
    switch (checker) {
      case NetworkChecker network -> {
        timing(network.timing());
        out.line(3, "Connection");
        out.line(
            5,
            "Dest",
            "["
                + AddressText.of(network.connection().address())
                + "]:"
                + network.connection().port());
        out.line(5, "Timeout", TextLines.decimal(network.connection().connectTimeout()));
        out.line(3, "Keepalive method", report.kind());
      }
      case MiscCheck misc -> {
        timing(misc.timing());
        out.line(3, "Keepalive method", report.kind());
        out.line(3, "script", TextLines.quoted(misc.command()));
        out.line(3, "timeout", misc.timeout().toSeconds());
        out.line(3, "dynamic", misc.dynamic() ? "YES" : "NO");
        out.line(3, "uid:gid", TextLines.account(misc.command()));
      }
      case null, default -> out.line(3, "Keepalive method", report.kind());
    }
    report.lastRun().ifPresent(at -> out.line(3, "Last ran", TextLines.time(at)));
    out.line(3, "Last result", report.sentence());
  }

  private void timing(CheckTiming timing) {
    out.line(3, "Alpha", TextLines.yes(timing.alpha()));
    out.line(3, "Delay loop", micros(timing.delayLoop()));
    out.line(3, "Warmup", micros(timing.warmup()));
    out.line(3, "Retries", timing.retry());
    if (timing.retry() > 0) {
      out.line(3, "Delay before retry", micros(timing.delayBeforeRetry()));
    }
    out.line(3, "Log all failures", TextLines.yes(timing.logAllFailures()));
  }

  private static String micros(Duration duration) {
    return duration.toNanos() / 1000 + " us";
  }
}
