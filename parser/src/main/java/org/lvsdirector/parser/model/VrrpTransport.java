package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the adverts of an instance travel (keepalived reference, VRRP 1.4, 1.8, 5, 14).
 *
 * @param sourceAddress {@code mcast_src_ip} or {@code unicast_src_ip}; empty: the interface's first
 *     address
 * @param trackSourceAddress {@code track_src_ip}: a missing source address is a fault
 * @param multicastGroup {@code mcast_dst_ip}, else {@code vrrp_mcast_group4} or {@code
 *     vrrp_mcast_group6}
 * @param ownMulticastGroup whether the instance wrote {@code mcast_dst_ip} itself
 * @param unicastPeers {@code unicast_peer}; not empty means unicast
 * @param unicastFaultNoPeer {@code unicast_fault_no_peer}: asked for unicast, has no peer:
 *     permanent fault
 * @param checkUnicastSource {@code check_unicast_src}, {@code vrrp_check_unicast_src}, or implied
 *     by a TTL limit
 * @param ttl TTL of IPv4 (default 255), hop limit of IPv6 (empty: the kernel's)
 * @param receiveBuffer {@code kernel_rx_buf_size} in octets; 0: by vrrp_rx_bufs_policy
 */
public record VrrpTransport(
    Optional<InetAddress> sourceAddress,
    boolean trackSourceAddress,
    InetAddress multicastGroup,
    boolean ownMulticastGroup,
    List<UnicastPeer> unicastPeers,
    boolean unicastFaultNoPeer,
    boolean checkUnicastSource,
    OptionalInt ttl,
    long receiveBuffer) {
  /** Copies the peers. */
  public VrrpTransport {
    unicastPeers = List.copyOf(unicastPeers);
  }

  /** Whether adverts are sent to peers rather than to the group. */
  public boolean unicast() {
    return !unicastPeers.isEmpty();
  }

  /** Multicast to the standard group of a family, with all defaults. */
  public static VrrpTransport multicast(AddressFamily family) {
    return new VrrpTransport(
        Optional.empty(),
        false,
        family == AddressFamily.INET ? VrrpGlobals.GROUP4 : VrrpGlobals.GROUP6,
        false,
        List.of(),
        false,
        false,
        family == AddressFamily.INET ? OptionalInt.of(255) : OptionalInt.empty(),
        0);
  }

  /** Unicast from an address to peers, with all other defaults. */
  public static VrrpTransport unicast(InetAddress source, List<UnicastPeer> peers) {
    AddressFamily family = AddressFamily.of(source);
    VrrpTransport base = multicast(family);
    return new VrrpTransport(
        Optional.of(source),
        false,
        base.multicastGroup(),
        false,
        peers,
        false,
        false,
        base.ttl(),
        0);
  }
}
