package org.lvsdirector.linux.netlink;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A route, as wanted or as the kernel describes it.
 *
 * @param destination where to; a prefix length of 0 is the default route
 * @param source IPv6 source prefix ("from"), rarely used
 * @param table 1.. ; 254 is main
 * @param protocol who added it; 18 is keepalived
 * @param scope 0 universe, 253 link, 254 host
 * @param type {@code TYPE_} number
 * @param tos type of service, 0..255
 * @param flags {@link #F_ONLINK} and what the kernel reports
 * @param priority the metric
 * @param preferredSource source address for connections of this host
 * @param hop the single next hop; its parts may all be empty
 * @param hops more than one next hop, or none
 * @param metrics numeric RTAX_ values by number; 1 is the bit mask of locked ones
 * @param congestionControl RTAX_CC_ALGO
 * @param preference IPv6 router preference: 0 medium, 1 high, 3 low
 * @param extra the rest, each seldom used
 */
public record RouteInfo(
    IpPrefix destination,
    Optional<IpPrefix> source,
    long table,
    int protocol,
    int scope,
    int type,
    int tos,
    int flags,
    OptionalLong priority,
    Optional<InetAddress> preferredSource,
    Hop hop,
    List<Hop> hops,
    Map<Integer, Long> metrics,
    Optional<String> congestionControl,
    OptionalInt preference,
    Extra extra) {

  public static final long TABLE_MAIN = 254;
  public static final int PROTOCOL_KEEPALIVED = 18;
  public static final int SCOPE_UNIVERSE = 0;
  public static final int SCOPE_LINK = 253;
  public static final int SCOPE_HOST = 254;
  public static final int SCOPE_NOWHERE = 255;
  public static final int TYPE_UNICAST = 1;
  public static final int TYPE_LOCAL = 2;
  public static final int TYPE_BROADCAST = 3;
  public static final int TYPE_ANYCAST = 4;
  public static final int TYPE_MULTICAST = 5;
  public static final int TYPE_BLACKHOLE = 6;
  public static final int TYPE_UNREACHABLE = 7;
  public static final int TYPE_PROHIBIT = 8;
  public static final int TYPE_THROW = 9;

  /** The gateway is on the link although no prefix says so. */
  public static final int F_ONLINK = 4;

  public RouteInfo {
    hops = List.copyOf(hops);
    metrics = Map.copyOf(metrics);
  }

  /**
   * One next hop.
   *
   * @param gateway may be of the other family (IPv4 via IPv6, RFC 5549)
   * @param interfaceIndex where it is
   * @param weight 1..256; only counts among several
   * @param flags {@link #F_ONLINK}
   * @param realm routing realm, or 0
   * @param encapsulation light-weight tunnel
   */
  public record Hop(
      Optional<InetAddress> gateway,
      OptionalInt interfaceIndex,
      int weight,
      int flags,
      long realm,
      Optional<Encapsulation> encapsulation) {

    /** Nothing known. */
    public static final Hop NONE =
        new Hop(Optional.empty(), OptionalInt.empty(), 1, 0, 0, Optional.empty());

    /** Straight out of an interface. */
    public static Hop dev(int interfaceIndex) {
      return new Hop(Optional.empty(), OptionalInt.of(interfaceIndex), 1, 0, 0, Optional.empty());
    }

    /** Through a gateway. */
    public static Hop via(InetAddress gateway) {
      return new Hop(Optional.of(gateway), OptionalInt.empty(), 1, 0, 0, Optional.empty());
    }

    /** The same on an interface. */
    public Hop on(int index) {
      return new Hop(gateway, OptionalInt.of(index), weight, flags, realm, encapsulation);
    }

    /** The same with another weight. */
    public Hop weighing(int value) {
      return new Hop(gateway, interfaceIndex, value, flags, realm, encapsulation);
    }

    /** The same with other flags. */
    public Hop flagged(int value) {
      return new Hop(gateway, interfaceIndex, weight, value, realm, encapsulation);
    }

    /** The same with a light-weight tunnel. */
    public Hop encapsulated(Encapsulation value) {
      return new Hop(gateway, interfaceIndex, weight, flags, realm, Optional.of(value));
    }
  }

  /**
   * A light-weight tunnel as raw attributes (linux/lwtunnel.h).
   *
   * @param type 1 MPLS, 2 IPv4, 3 ILA, 4 IPv6, 5 SEG6, …
   * @param attributes what stands in RTA_ENCAP
   */
  public record Encapsulation(int type, List<Byte> attributes) {
    public Encapsulation {
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * Seldom used settings.
   *
   * @param mark RTA_MARK
   * @param expires seconds (IPv6)
   * @param ttlPropagate RTA_TTL_PROPAGATE, MPLS
   * @param nextHopId an object of {@code ip nexthop}
   */
  public record Extra(
      OptionalLong mark, OptionalLong expires, OptionalInt ttlPropagate, OptionalLong nextHopId) {

    /** None of them. */
    public static final Extra NONE =
        new Extra(
            OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), OptionalLong.empty());
  }

  /** {@link IpBytes#AF_INET} or {@link IpBytes#AF_INET6}. */
  public int family() {
    return IpBytes.family(destination.address());
  }

  /** Starts a unicast route of table main with protocol 18. */
  public static RouteBuilder to(IpPrefix destination) {
    return new RouteBuilder(destination);
  }

  /** A builder that starts with these values. */
  public RouteBuilder toBuilder() {
    return new RouteBuilder(this);
  }
}
