package org.lvsdirector.provision.method;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.provision.plan.Cidr;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.Tunnel;
import org.lvsdirector.provision.plan.Want;
import org.lvsdirector.provision.plan.Wants;

/**
 * For TUN services: the address on the tunnel's own device, with the reverse path filter made to
 * let the packets through.
 */
final class TunnelMethod {
  private TunnelMethod() {}

  static void add(
      Wants wants, HostWish wish, HostFacts facts, Set<InetAddress> vips, String device) {
    wants.note(
        "method tun: the path from director to server must carry packets 20 bytes (IPv6: 40) larger, or clients must learn a"
            + " smaller MTU");
    for (InetAddress vip : vips) {
      Cidr cidr = Cidr.host(vip);
      // The kernel decapsulates by the outer family; IPVS uses the family of the real server's
      // address.
      Tunnel tunnel = Cidr.host(wish.realServer()).isV6() ? Tunnel.IP6TNL : Tunnel.IPIP;
      if (cidr.isV6() != Cidr.host(wish.realServer()).isV6()) {
        wants.problem(
            cidr.address().getHostAddress()
                + ": virtual address and real server are of two families; "
                + "the fallback tunnel devices carry only one kind, set a tunnel up by hand");
        continue;
      }
      wants.add(
          Wants.Phase.DEVICE,
          new Want.TunnelIsUp(tunnel, "IPVS packets of TUN services arrive on this device"));
      if (!cidr.isV6()) {
        ArpSilence.add(wants, device);
        reversePath(wants, facts, tunnel.device());
      }
      wants.add(
          Wants.Phase.SERVE,
          new Want.AddressOn(
              tunnel.device(),
              cidr,
              "the inner packet's destination must be an address of the server"));
      StrayVips.look(wants, wish, facts, cidr, Optional.of(tunnel.device()));
    }
  }

  /**
   * The answer leaves by another interface than the tunnel, which the strict filter (1) forbids.
   * The kernel takes the larger of "all" and the device, so 2 (loose) on the device alone is enough
   * and leaves every other interface as it was.
   */
  private static void reversePath(Wants wants, HostFacts facts, String device) {
    boolean strict = "1".equals(facts.sysctls().get("net/ipv4/conf/all/rp_filter"));
    wants.add(
        Wants.Phase.QUIET,
        new Want.SysctlIs(
            "net/ipv4/conf/" + device + "/rp_filter",
            "2",
            strict ? Set.of("2") : Set.of("0", "2"),
            "clients are not reached through the tunnel, so the strict reverse path filter would drop their packets"));
  }
}
