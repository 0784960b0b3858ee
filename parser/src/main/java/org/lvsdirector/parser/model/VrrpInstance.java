package org.lvsdirector.parser.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code vrrp_instance NAME}: one virtual router, with everything settled that does not depend on
 * the live kernel (keepalived reference, VRRP 1). Tests build one with {@link #builder(String)}.
 *
 * @param name name of the block
 * @param family family of the advertised addresses: the first address seen decides, default IPv4
 * @param version {@code version}, 2 or 3; IPv6 is 3; else {@code vrrp_version}
 * @param virtualRouterId {@code virtual_router_id}, 1..255
 * @param interfaceName {@code interface}; empty is possible for unicast only
 * @param vrf {@code vrf}: device that unicast sockets without an interface are bound to
 * @param link {@code use_vmac} or {@code use_ipvlan}
 * @param asWritten state and priority as the file has them
 * @param initialState the state wished for at start, after all rules (priority 255 is MASTER; AH,
 *     sync groups and strict mode may have turned MASTER into BACKUP)
 * @param priority base priority 1..255, default 100, 255 with {@code state MASTER} and no priority
 * @param advertInterval {@code advert_int}: whole seconds 1..255 (v2) or 10 ms steps 0.01..40.95 s
 *     (v3), default 1 s
 * @param downTimerAdverts {@code down_timer_adverts}, 1..100, default 3, strict 3
 * @param behaviour the switches
 * @param transport multicast or unicast
 * @param virtualAddresses {@code virtual_ipaddress}: advertised, one family, file order; those over
 *     the limit have been moved to the excluded ones as far as this can be known without the MTU
 *     (255 addresses)
 * @param excludedAddresses {@code virtual_ipaddress_excluded}: held, not advertised, any family
 * @param noVirtualAddress {@code no_virtual_ipaddress}
 * @param routes {@code virtual_routes}
 * @param rules {@code virtual_rules}
 * @param garp gratuitous ARP settings
 * @param tracking what is tracked
 * @param notifications scripts, mail
 * @param authentication legacy authentication if it is in force (v2, not strict, with password)
 * @param authHmac HMAC trailer if it is in force; replaces legacy authentication
 * @param syncGroup name of the sync group this is a member of
 * @param lvsSyncDaemonInterface {@code lvs_sync_daemon_interface}
 * @param configFault a reason known from the file alone why the instance must stay in FAULT ({@code
 *     unicast_fault_no_peer} without peers)
 * @param range where the block starts
 */
public record VrrpInstance(
    String name,
    AddressFamily family,
    int version,
    int virtualRouterId,
    Optional<String> interfaceName,
    Optional<String> vrf,
    Optional<VirtualLink> link,
    AsWritten asWritten,
    InitialState initialState,
    int priority,
    Duration advertInterval,
    int downTimerAdverts,
    VrrpBehaviour behaviour,
    VrrpTransport transport,
    List<VipAddress> virtualAddresses,
    List<VipAddress> excludedAddresses,
    boolean noVirtualAddress,
    List<IpRoute> routes,
    List<IpRule> rules,
    GarpSettings garp,
    Tracking tracking,
    VrrpNotifications notifications,
    Optional<Authentication> authentication,
    Optional<AuthHmac> authHmac,
    Optional<String> syncGroup,
    Optional<String> lvsSyncDaemonInterface,
    Optional<String> configFault,
    SourceRange range) {

  /** Priority of the address owner. */
  public static final int OWNER_PRIORITY = 255;

  /** Checks the numbers that go on the wire and copies the lists. */
  public VrrpInstance {
    check("virtual_router_id", virtualRouterId, 1, 255);
    check("priority", priority, 1, OWNER_PRIORITY);
    check("version", version, 2, 3);
    check("down_timer_adverts", downTimerAdverts, 1, 100);
    virtualAddresses = List.copyOf(virtualAddresses);
    excludedAddresses = List.copyOf(excludedAddresses);
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
  }

  private static void check(String what, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          what + ": " + value + " (expected " + low + ".." + high + ")");
    }
  }

  /** States that can be asked for with {@code state}. */
  public enum InitialState {
    /** {@code state MASTER}. */
    MASTER,
    /** {@code state BACKUP}. */
    BACKUP
  }

  /**
   * State and priority as the file has them.
   *
   * @param state {@code state}, if written
   * @param priority {@code priority}, if written and valid
   */
  public record AsWritten(Optional<InitialState> state, OptionalInt priority) {
    /** Neither is written. */
    public static final AsWritten NOTHING = new AsWritten(Optional.empty(), OptionalInt.empty());
  }

  /** Whether this router owns the addresses (priority 255). */
  public boolean owner() {
    return priority == OWNER_PRIORITY;
  }

  /** A builder with keepalived's defaults: VRID 1, eth0, IPv4, version 2, no address. */
  public static VrrpInstanceBuilder builder(String name) {
    return new VrrpInstanceBuilder(name);
  }

  /** A builder that starts from this instance. */
  public VrrpInstanceBuilder toBuilder() {
    return new VrrpInstanceBuilder(this);
  }
}
