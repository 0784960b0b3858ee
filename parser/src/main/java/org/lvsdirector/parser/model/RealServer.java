package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code real_server IP [PORT]} with everything inherited from its virtual server. Tests build one
 * with {@link #builder(InetAddress, int)}.
 *
 * @param address the address
 * @param port port used; 0 only for firewall-mark services. Direct routing and tunnels have the
 *     service's port
 * @param weight {@code weight}, 0..2147483647, default the virtual server's, else 1
 * @param forwarding {@code lvs_method}, default the virtual server's, else NAT
 * @param upperThreshold {@code uthreshold}, unsigned 32 bits, 0 (default) is none
 * @param lowerThreshold {@code lthreshold}, unsigned 32 bits, 0 (default) is none
 * @param inhibitOnFailure {@code inhibit_on_failure}: weight 0 instead of removal
 * @param smtpAlert {@code smtp_alert}, else smtp_alert_checker, else smtp_alert, else on
 * @param notifyUp {@code notify_up}
 * @param notifyDown {@code notify_down}
 * @param checkers the checks, in file order; all must pass
 * @param virtualhost {@code virtualhost}; already applied to the checkers
 * @param snmpName {@code snmp_name}
 * @param slowStart {@code @lvs_director slow_start}: time in which the weight climbs back after
 *     recovery; 0 (default) is off
 * @param range where the block starts
 */
public record RealServer(
    InetAddress address,
    int port,
    int weight,
    Forwarding forwarding,
    long upperThreshold,
    long lowerThreshold,
    boolean inhibitOnFailure,
    boolean smtpAlert,
    Optional<ScriptCommand> notifyUp,
    Optional<ScriptCommand> notifyDown,
    List<Checker> checkers,
    Optional<String> virtualhost,
    Optional<String> snmpName,
    Duration slowStart,
    SourceRange range) {
  /** Copies the checkers. */
  public RealServer {
    checkers = List.copyOf(checkers);
  }

  /**
   * Name in logs, FIFO lines and mails: {@code [ADDR]:PROTO:PORT} with the protocol of the virtual
   * server.
   */
  public String label(Protocol protocol) {
    return "[" + AddressText.of(address) + "]:" + protocol.keyword() + ":" + port;
  }

  /** A builder with keepalived's defaults: weight 1, NAT, no checks. */
  public static RealServerBuilder builder(InetAddress address, int port) {
    return new RealServerBuilder(address, port);
  }

  /** A builder that starts from this server. */
  public RealServerBuilder toBuilder() {
    return new RealServerBuilder(this);
  }
}
