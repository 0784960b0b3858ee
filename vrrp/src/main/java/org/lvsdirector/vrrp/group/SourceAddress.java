package org.lvsdirector.vrrp.group;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.track.InterfaceView;

/** Which address adverts come from (keepalived reference, VRRP 13.1). */
final class SourceAddress {
  private SourceAddress() {}

  /**
   * The configured address, else the first of the interface that is no VIP; for IPv6 a link-local
   * one.
   *
   * @param vips addresses that may be leftovers of an earlier run
   */
  static Optional<InetAddress> of(
      VrrpInstance config, Optional<InterfaceView> view, Set<InetAddress> vips) {
    if (config.transport().sourceAddress().isPresent()) {
      return config.transport().sourceAddress();
    }
    Optional<InetAddress> ipvlan =
        config
            .link()
            .filter(VirtualLink.Ipvlan.class::isInstance)
            .map(VirtualLink.Ipvlan.class::cast)
            .flatMap(VirtualLink.Ipvlan::address)
            .map(IpPrefix::address);
    if (ipvlan.isPresent()) {
      return ipvlan;
    }
    return view.stream()
        .flatMap(v -> v.addresses().stream())
        .filter(a -> fits(config.family(), a) && !vips.contains(a))
        .findFirst();
  }

  private static boolean fits(AddressFamily family, InetAddress address) {
    return family == AddressFamily.INET
        ? address instanceof Inet4Address
        : !(address instanceof Inet4Address) && address.isLinkLocalAddress();
  }
}
