package org.lvsdirector.parser.model;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code virtual_server}: one IPVS service, or those of a group. Tests build one with {@link
 * #builder(VirtualAddress)}.
 *
 * @param address what it listens to
 * @param family family of the service: of the address, or {@code ip_family}, or worked out from the
 *     servers; empty only for a group of both families whose servers are all tunnelled
 * @param protocol {@code protocol}, default UDP; NONE for firewall marks
 * @param scheduler {@code lvs_sched}, default wlc
 * @param flags flags of the service
 * @param persistence {@code persistence_timeout} and its companions
 * @param forwarding {@code lvs_method}, the default of its servers
 * @param realServers the servers, in file order, without duplicates; never empty
 * @param sorryServer {@code sorry_server}
 * @param quorum {@code quorum}, at least 1 unless all weights are 0; not above the sum of weights
 * @param hysteresis {@code hysteresis}, below quorum
 * @param quorumUp {@code quorum_up}
 * @param quorumDown {@code quorum_down}
 * @param alpha {@code alpha}: servers start as failed (already applied to the checkers)
 * @param omega {@code omega}: down notifications at shutdown
 * @param haSuspend {@code ha_suspend}: checks run only while the address is on this host
 * @param smtpAlert {@code smtp_alert}, else smtp_alert_checker, else smtp_alert, else off
 * @param virtualhost {@code virtualhost}; already applied to the checkers
 * @param snmpName {@code snmp_name}
 * @param panicThreshold {@code @lvs_director panic_threshold}, percent 0..100: with fewer servers
 *     passing than this, all are kept; 0 (default) is off
 * @param range where the block starts
 */
public record VirtualServer(
    VirtualAddress address,
    Optional<AddressFamily> family,
    Protocol protocol,
    Scheduler scheduler,
    ServiceFlags flags,
    Optional<Persistence> persistence,
    Forwarding forwarding,
    List<RealServer> realServers,
    Optional<SorryServer> sorryServer,
    long quorum,
    long hysteresis,
    Optional<ScriptCommand> quorumUp,
    Optional<ScriptCommand> quorumDown,
    boolean alpha,
    boolean omega,
    boolean haSuspend,
    boolean smtpAlert,
    Optional<String> virtualhost,
    Optional<String> snmpName,
    int panicThreshold,
    SourceRange range) {
  /** Copies the servers. */
  public VirtualServer {
    realServers = List.copyOf(realServers);
  }

  /**
   * Name in logs, FIFO lines and mails: {@code [ADDR]:PROTO:PORT}, {@code FWM N} or {@code
   * [GROUP]:INDEX}.
   */
  public String label() {
    return switch (address) {
      case VirtualAddress.Address(var ip, var port) ->
          "[" + AddressText.of(ip) + "]:" + protocol.keyword() + ":" + port;
      case VirtualAddress.Fwmark(var mark) -> "FWM " + mark;
      case VirtualAddress.Group(var group, var index) -> "[" + group.name() + "]:" + index;
    };
  }

  /** A builder with keepalived's defaults: TCP (tests want it), wlc, NAT, quorum 1. */
  public static VirtualServerBuilder builder(VirtualAddress address) {
    return new VirtualServerBuilder(address);
  }

  /** A builder that starts from this virtual server. */
  public VirtualServerBuilder toBuilder() {
    return new VirtualServerBuilder(this);
  }
}
