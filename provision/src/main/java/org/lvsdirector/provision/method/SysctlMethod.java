package org.lvsdirector.provision.method;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.provision.plan.Cidr;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.Want;
import org.lvsdirector.provision.plan.Wants;

/** The address on lo, ARP silenced first. */
final class SysctlMethod {
  private SysctlMethod() {}

  static void add(
      Wants wants, HostWish wish, HostFacts facts, Set<InetAddress> vips, String device) {
    for (InetAddress vip : vips) {
      Cidr cidr = Cidr.host(vip);
      if (cidr.isV6()) {
        ArpSilence.addV6(wants);
      } else {
        ArpSilence.add(wants, device);
      }
      String home = StrayVips.silentHome(facts, cidr).orElse("lo");
      wants.add(
          Wants.Phase.SERVE,
          new Want.AddressOn(
              home,
              cidr,
              "the kernel takes packets for the virtual address as its own; a full-length prefix adds no network route"));
      StrayVips.look(wants, wish, facts, cidr, Optional.of(home));
    }
  }
}
