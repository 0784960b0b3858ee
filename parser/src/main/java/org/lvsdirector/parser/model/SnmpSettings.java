package org.lvsdirector.parser.model;

import java.time.Duration;
import java.util.Optional;

/**
 * SNMP and D-Bus settings: checked and kept, without effect for now (the keywords say so).
 *
 * @param socket {@code snmp_socket}
 * @param traps {@code enable_traps}
 * @param vrrp {@code enable_snmp_vrrp}
 * @param rfc2787 {@code enable_snmp_rfcv2} or {@code enable_snmp_rfc}
 * @param rfc6527 {@code enable_snmp_rfcv3} or {@code enable_snmp_rfc}
 * @param checker {@code enable_snmp_checker}
 * @param virtualServerInterval {@code snmp_vs_stats_update_interval}, 0.001..30 s, default 5 s
 * @param realServerInterval {@code snmp_rs_stats_update_interval}, 0.001..30 s, default 0
 * @param dbus {@code enable_dbus}
 * @param dbusServiceName {@code dbus_service_name}
 * @param dbusNoInterfaceName {@code dbus_no_interface_name}
 */
public record SnmpSettings(
    Optional<String> socket,
    boolean traps,
    boolean vrrp,
    boolean rfc2787,
    boolean rfc6527,
    boolean checker,
    Duration virtualServerInterval,
    Duration realServerInterval,
    boolean dbus,
    Optional<String> dbusServiceName,
    Optional<String> dbusNoInterfaceName) {
  /** Nothing configured. */
  public static final SnmpSettings NONE =
      new SnmpSettings(
          Optional.empty(),
          false,
          false,
          false,
          false,
          false,
          Duration.ofSeconds(5),
          Duration.ZERO,
          false,
          Optional.empty(),
          Optional.empty());
}
