package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lvsdirector.parser.source.SourceRange;

/**
 * One line of {@code virtual_routes} or {@code static_routes} (keepalived reference, VRRP 16.6).
 * Names of tables, scopes and protocols are already numbers.
 *
 * @param family family of the route
 * @param type route type, default unicast
 * @param destination destination; {@code default} is the zero prefix
 * @param source {@code from}, IPv6 only
 * @param preferredSource {@code src}
 * @param gateway {@code via}; may be of the other family (RTA_VIA)
 * @param interfaceName {@code dev} or {@code oif}
 * @param table {@code table}; default main, 254; of no meaning where the options name a VRF
 * @param protocol {@code protocol}; 18 (keepalived) unless the line has {@code no_track}
 * @param scope {@code scope}, default global (0); IPv4
 * @param metric {@code metric}, {@code priority} or {@code preference}, unsigned 32 bits
 * @param options everything rarer
 * @param nexthops the hops of a multipath route
 * @param creation {@code add}, {@code append} or {@code prepend} (default)
 * @param noTrack {@code no_track}: neither put back nor a reason to leave MASTER when it disappears
 * @param trackGroup {@code track_group} (static lines only)
 * @param range where the line stands
 */
public record IpRoute(
    AddressFamily family,
    RouteType type,
    IpPrefix destination,
    Optional<IpPrefix> source,
    Optional<InetAddress> preferredSource,
    Optional<InetAddress> gateway,
    Optional<String> interfaceName,
    long table,
    int protocol,
    int scope,
    OptionalLong metric,
    RouteOptions options,
    List<NextHop> nexthops,
    Creation creation,
    boolean noTrack,
    Optional<String> trackGroup,
    SourceRange range) {

  /** Number of table main. */
  public static final long TABLE_MAIN = 254;

  /** Route protocol of keepalived (RTPROT_KEEPALIVED). */
  public static final int PROTOCOL_KEEPALIVED = 18;

  /** Copies the nexthops. */
  public IpRoute {
    nexthops = List.copyOf(nexthops);
  }

  /** What to do when an equal route exists. */
  public enum Creation {
    /** {@code add}: fail. */
    ADD,
    /** {@code append}: behind it. */
    APPEND,
    /** {@code prepend}: before it; the default. */
    PREPEND
  }

  /**
   * The rarer options of a route.
   *
   * @param tos {@code tos} or {@code dsfield}, 0..255, IPv4
   * @param onlink {@code onlink}
   * @param encap {@code encap}
   * @param realms {@code realms}: source realm in the upper, destination realm in the lower 16 bits
   * @param expires {@code expires} in seconds, IPv6
   * @param preference {@code pref}: 0 medium, 1 high, 3 low; IPv6
   * @param ttlPropagate {@code ttl-propagate}: 1 enabled, 0 disabled
   * @param congestionControl {@code congctl}
   * @param congestionControlLocked {@code congctl lock}
   * @param metrics metrics of the route
   * @param vrf {@code vrf}: a VRF device, in whose table the route belongs; only the kernel knows
   *     the number of that table
   */
  public record RouteOptions(
      OptionalInt tos,
      boolean onlink,
      Optional<RouteEncap> encap,
      OptionalLong realms,
      OptionalLong expires,
      OptionalInt preference,
      OptionalInt ttlPropagate,
      Optional<String> congestionControl,
      boolean congestionControlLocked,
      Map<RouteMetric, RouteMetric.Value> metrics,
      Optional<String> vrf) {
    /** No option at all. */
    public static final RouteOptions NONE =
        new RouteOptions(
            OptionalInt.empty(),
            false,
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            false,
            Map.of(),
            Optional.empty());

    /** Copies the metrics, in the order of their numbers. */
    public RouteOptions {
      var sorted = new EnumMap<RouteMetric, RouteMetric.Value>(RouteMetric.class);
      sorted.putAll(metrics);
      metrics = Collections.unmodifiableMap(sorted);
    }
  }

  /** A plain route in table main by way of an interface, for tests. */
  public static IpRoute of(
      IpPrefix destination, Optional<InetAddress> gateway, String interfaceName) {
    return new IpRoute(
        destination.family(),
        RouteType.UNICAST,
        destination,
        Optional.empty(),
        Optional.empty(),
        gateway,
        Optional.of(interfaceName),
        TABLE_MAIN,
        PROTOCOL_KEEPALIVED,
        0,
        OptionalLong.empty(),
        RouteOptions.NONE,
        List.of(),
        Creation.PREPEND,
        false,
        Optional.empty(),
        SourceRange.NONE);
  }
}
