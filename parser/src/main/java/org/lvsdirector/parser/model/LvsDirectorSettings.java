package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Settings of our own, written as {@code @lvs_director KEYWORD ...} lines of global_defs, which
 * keepalived skips.
 *
 * @param checkerMerge {@code checker_merge on|off}, default on: equal checks of many services run
 *     once
 * @param workerHeap {@code worker_heap SIZE} in octets, 16M..64G; empty: chosen by the number of
 *     checkers
 * @param controlSocket {@code control_socket PATH}; empty: the default place
 * @param controlGroup {@code control_group NAME}: group that may use the socket
 * @param statusAddress {@code status_address ADDR}; empty: loopback
 * @param statusPort {@code status_port N}, 1..65535; 0 (default): no status page
 * @param statusTokenFile {@code status_token_file PATH}
 * @param statusWrite {@code status_write [BOOL]}, default off: drains and reloads may be asked for
 *     over TCP too, with the token
 * @param drainPeers {@code drain_peer ADDRESS PORT}: directors that drains are exchanged with
 * @param driftInterval {@code drift_interval SECONDS}, 1..86400, default 10 s: how often the IPVS
 *     table is compared
 * @param provisionWatch {@code provision_watch SECONDS}, 10..604800: how often real servers are
 *     verified; 0 (default) never
 * @param provisionInventory {@code provision_inventory PATH}
 * @param stateDir {@code state_dir PATH}, default /var/lib/lvs-director
 * @param lintOff {@code lint_off NAME...}: lints that are switched off
 */
public record LvsDirectorSettings(
    boolean checkerMerge,
    OptionalLong workerHeap,
    Optional<String> controlSocket,
    Optional<String> controlGroup,
    Optional<InetAddress> statusAddress,
    int statusPort,
    Optional<String> statusTokenFile,
    boolean statusWrite,
    List<DrainPeer> drainPeers,
    Duration driftInterval,
    Duration provisionWatch,
    Optional<String> provisionInventory,
    String stateDir,
    Set<String> lintOff) {
  /** Nothing configured. */
  public static final LvsDirectorSettings DEFAULT =
      new LvsDirectorSettings(
          true,
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0,
          Optional.empty(),
          false,
          List.of(),
          Duration.ofSeconds(10),
          Duration.ZERO,
          Optional.empty(),
          "/var/lib/lvs-director",
          Set.of());

  /** Copies the lists. */
  public LvsDirectorSettings {
    drainPeers = List.copyOf(drainPeers);
    lintOff = Set.copyOf(lintOff);
  }

  /**
   * Another director, where its status page listens.
   *
   * @param address its address
   * @param port its {@code status_port}, 1..65535
   */
  public record DrainPeer(InetAddress address, int port) {}
}
