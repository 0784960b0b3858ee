package org.lvsdirector.vrrp.group;

import java.net.InetAddress;
import java.util.Optional;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VrrpInstance;

/**
 * By what an instance is recognised after a reload; its name does not matter (keepalived reference,
 * VRRP 28.2).
 *
 * @param virtualRouterId VRID
 * @param family address family
 * @param interfaceName configured interface
 * @param source configured source address, unicast only
 * @param group multicast group, multicast only
 * @param link kind of VMAC or ipvlan, multicast only
 * @param vmacForAddresses {@code use_vmac_addr}, multicast only
 */
record Identity(
    int virtualRouterId,
    AddressFamily family,
    Optional<String> interfaceName,
    Optional<InetAddress> source,
    Optional<InetAddress> group,
    Optional<VirtualLink> link,
    boolean vmacForAddresses) {
  static Identity of(VrrpInstance config) {
    boolean unicast = config.transport().unicast();
    return new Identity(
        config.virtualRouterId(),
        config.family(),
        config.interfaceName(),
        unicast ? config.transport().sourceAddress() : Optional.empty(),
        unicast ? Optional.empty() : Optional.of(config.transport().multicastGroup()),
        unicast ? Optional.empty() : config.link(),
        !unicast && config.behaviour().vmacForAddresses());
  }
}
