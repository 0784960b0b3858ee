package org.lvsdirector.vrrp.io;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VrrpInstance;

/**
 * The place of one virtual interface: each instance has at most one per base interface and family
 * (keepalived reference, VRRP 17.1, 17.7).
 *
 * @param instance name of the instance
 * @param base the interface below
 * @param family whose virtual MAC it has
 */
record VirtualSeat(String instance, String base, AddressFamily family) {
  /** A VMAC for addresses alone: no adverts, no wishes. */
  private static final VirtualLink.Vmac FOR_ADDRESSES =
      new VirtualLink.Vmac(Optional.empty(), Optional.empty(), OptionalLong.empty(), false, false);

  /** The place of {@code use_vmac} and {@code use_ipvlan}: own interface, own family. */
  static Optional<VirtualSeat> own(VrrpInstance config) {
    return config.interfaceName().map(b -> new VirtualSeat(config.name(), b, config.family()));
  }

  private static Optional<VirtualSeat> at(VrrpInstance config, VipAddress address) {
    return address
        .interfaceName()
        .or(config::interfaceName)
        .map(b -> new VirtualSeat(config.name(), b, address.family()));
  }

  /**
   * Where an address goes; empty if it stays on its interface. The instance's own virtual interface
   * takes its own addresses, extra VMACs ({@code use_vmac_addr}, {@code use_vmac} on the line)
   * those on other interfaces and of the other family. An ipvlan has its parent's MAC and takes
   * both families.
   */
  static Optional<VirtualSeat> of(VrrpInstance config, VipAddress address) {
    Optional<VirtualSeat> own = own(config);
    Optional<VirtualSeat> at = at(config, address);
    if (at.equals(own)) {
      return own.filter(_ -> config.link().isPresent());
    }
    boolean ipvlan = config.link().filter(VirtualLink.Ipvlan.class::isInstance).isPresent();
    if (ipvlan && at.map(VirtualSeat::base).equals(config.interfaceName())) {
      return own;
    }
    return at.filter(_ -> address.useVmac() || config.behaviour().vmacForAddresses());
  }

  /** Every virtual interface that an instance needs, in the order in which they are named. */
  static Map<VirtualSeat, VirtualLink> wanted(VrrpInstance config) {
    Map<VirtualSeat, VirtualLink> wanted = new LinkedHashMap<>();
    if (config.link().isPresent()) {
      own(config).ifPresent(s -> wanted.put(s, config.link().get()));
    }
    for (VipAddress address : config.virtualAddresses()) {
      of(config, address).ifPresent(s -> wanted.putIfAbsent(s, FOR_ADDRESSES));
    }
    for (VipAddress address : config.excludedAddresses()) {
      of(config, address).ifPresent(s -> wanted.putIfAbsent(s, FOR_ADDRESSES));
    }
    return wanted;
  }

  /** Whether adverts may go this way, and not only addresses. */
  boolean isOwn(VrrpInstance config) {
    return own(config).equals(Optional.of(this));
  }
}
