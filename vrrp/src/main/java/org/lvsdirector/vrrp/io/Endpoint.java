package org.lvsdirector.vrrp.io;

import java.net.InetAddress;
import java.util.Optional;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.PacketSettings;
import org.lvsdirector.vrrp.packet.AddressFamily;
import org.lvsdirector.vrrp.packet.Advertisement;
import org.lvsdirector.vrrp.packet.AuthType;

/**
 * What instances have in common that share one pair of sockets (keepalived reference, VRRP 5.1).
 *
 * @param device interface or VRF the sockets are bound to
 * @param index its number, 0 without one
 * @param family address family
 * @param protocol 112, or 51 with authentication headers
 * @param group multicast group; empty for unicast
 * @param local unicast source; empty for multicast
 * @param hopLimit TTL or hop limit, if not the kernel's
 */
record Endpoint(
    Optional<String> device,
    int index,
    AddressFamily family,
    int protocol,
    Optional<InetAddress> group,
    Optional<InetAddress> local,
    Optional<Integer> hopLimit) {
  private static final int AH_PROTOCOL = 51;

  static Endpoint of(VrrpInstance config, Optional<String> device, int index, InetAddress source) {
    boolean unicast = config.transport().unicast();
    boolean ah = PacketSettings.authType(config) == AuthType.AH;
    Optional<Integer> ttl =
        config.transport().ttl().isPresent()
            ? Optional.of(config.transport().ttl().getAsInt())
            : unicast ? Optional.empty() : Optional.of(255);
    return new Endpoint(
        device,
        index,
        PacketSettings.family(config),
        ah ? AH_PROTOCOL : Advertisement.PROTOCOL,
        unicast ? Optional.empty() : Optional.of(config.transport().multicastGroup()),
        unicast ? Optional.of(source) : Optional.empty(),
        ttl);
  }

  /**
   * Whether multicast or unicast is what this socket is for. For IPv6 keepalived drops the mismatch
   * before anything else and without counting it (reference, VRRP 6.4).
   */
  boolean expects(InetAddress destination) {
    return destination.isMulticastAddress() == group.isPresent();
  }

  boolean ipv4() {
    return family == AddressFamily.IPV4;
  }
}
