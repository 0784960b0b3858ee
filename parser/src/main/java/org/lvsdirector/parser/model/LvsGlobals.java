package org.lvsdirector.parser.model;

import java.time.Duration;
import java.util.Optional;

/**
 * The LVS settings of global_defs that are not defaults of servers and checkers (those are applied
 * already).
 *
 * @param tcpTimeout {@code lvs_timeouts tcp}, 0..2678400 s
 * @param tcpFinTimeout {@code lvs_timeouts tcpfin}, 0..2678400 s
 * @param udpTimeout {@code lvs_timeouts udp}, 0..2678400 s
 * @param flush {@code lvs_flush}: empty the whole table at start
 * @param flushOnStop {@code lvs_flush_on_stop}
 * @param syncDaemon {@code lvs_sync_daemon}, or the older form in an instance
 * @param initNotifies {@code rs_init_notifies}
 * @param nftables {@code nftables_ipvs}
 * @param commandBuffer {@code lvs_netlink_cmd_rcv_bufs}
 * @param monitorBuffer {@code lvs_netlink_monitor_rcv_bufs}
 */
public record LvsGlobals(
    Optional<Duration> tcpTimeout,
    Optional<Duration> tcpFinTimeout,
    Optional<Duration> udpTimeout,
    boolean flush,
    FlushOnStop flushOnStop,
    Optional<SyncDaemon> syncDaemon,
    boolean initNotifies,
    Optional<NftablesIpvs> nftables,
    SocketBuffer commandBuffer,
    SocketBuffer monitorBuffer) {
  /** Nothing configured. */
  public static final LvsGlobals DEFAULT =
      new LvsGlobals(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          FlushOnStop.OFF,
          Optional.empty(),
          false,
          Optional.empty(),
          SocketBuffer.KERNEL,
          SocketBuffer.KERNEL);

  /** {@code lvs_flush_on_stop}. */
  public enum FlushOnStop {
    /** Remove services and servers one by one. */
    OFF,
    /** {@code VS}: remove own services, their servers go with them. */
    VIRTUAL_SERVERS,
    /** Flush the whole table, foreign services too. */
    ALL
  }

  /**
   * {@code nftables_ipvs} and its companions.
   *
   * @param table name of the table, default keepalived_ipvs
   * @param priority {@code nftables_ipvs_priority}, default -1
   * @param startFwmark {@code nftables_ipvs_start_fwmark}, default 1000
   * @param counters {@code nftables_counters}
   */
  public record NftablesIpvs(String table, int priority, long startFwmark, boolean counters) {}
}
