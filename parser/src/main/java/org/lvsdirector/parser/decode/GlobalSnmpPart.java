package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.SnmpSettings;
import org.lvsdirector.parser.syntax.Statement;

/** SNMP and D-Bus settings, which have no effect yet; the keyword table says so to the operator. */
final class GlobalSnmpPart implements GlobalDefsDecoder.Part {
  private final GlobalDefsDecoder in;
  private final GlobalDraft global;
  private Optional<String> socket = Optional.empty();
  private boolean traps;
  private boolean vrrp;
  private boolean v2;
  private boolean v3;
  private boolean checker;
  private Duration services = Duration.ofSeconds(5);
  private @Nullable Duration servers;
  private boolean dbus;
  private Optional<String> service = Optional.empty();
  private Optional<String> noInterface = Optional.empty();

  GlobalSnmpPart(GlobalDefsDecoder in, GlobalDraft global) {
    this.in = in;
    this.global = global;
  }

  @Override
  public void finish() {
    Duration realServers = servers == null ? Duration.ZERO : servers;
    global.snmp =
        new SnmpSettings(
            socket,
            traps,
            vrrp,
            v2,
            v3,
            checker,
            services,
            realServers,
            dbus,
            service,
            noInterface);
  }

  @Override
  public boolean accept(Statement s) {
    switch (s.keyword().text()) {
      case "snmp_socket" -> socket(s);
      case "enable_traps" -> traps = true;
      case "enable_snmp_vrrp", "enable_snmp_keepalived" -> vrrp = true;
      case "enable_snmp_rfc" -> {
        v2 = true;
        v3 = true;
      }
      case "enable_snmp_rfcv2" -> v2 = true;
      case "enable_snmp_rfcv3" -> v3 = true;
      case "enable_snmp_checker" -> checker = true;
      case "snmp_vs_stats_update_interval" ->
          in.seconds(s, 0, 1000, 30_000_000).ifPresent(v -> services = v);
      case "snmp_rs_stats_update_interval" ->
          in.seconds(s, 0, 1000, 30_000_000).ifPresent(v -> servers = v);
      case "enable_dbus" -> dbus = true;
      case "dbus_service_name" -> service = s.arg(0);
      case "dbus_no_interface_name" -> noInterface = s.arg(0);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void socket(Statement s) {
    if (s.args().size() > 1) {
      in.error(s, "snmp_socket takes one word, ignored");
    } else if (socket.isPresent()) {
      in.error(s, "snmp_socket is written again, the first one stays");
    } else {
      socket = s.arg(0);
    }
  }
}
