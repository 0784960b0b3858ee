package org.lvsdirector.provision.method;

import java.util.LinkedHashSet;
import java.util.Set;
import org.lvsdirector.provision.plan.Want;
import org.lvsdirector.provision.plan.Wants;

/** The two sysctls that keep a server silent about addresses on lo (Linux networking/ip-sysctl). */
final class ArpSilence {
  private ArpSilence() {}

  /**
   * Adds them for all, lo and the serving interface; the kernel takes the larger of "all" and the
   * interface.
   */
  static void add(Wants wants, String device) {
    Set<String> places = new LinkedHashSet<>(Set.of("all"));
    places.add("lo");
    places.add(device);
    for (String place : places) {
      wants.add(
          Wants.Phase.QUIET,
          new Want.SysctlIs(
              "net/ipv4/conf/" + place + "/arp_ignore",
              "1",
              Set.of("1", "2"),
              "answer ARP only for addresses of the interface that the request came in on, so never for an address on lo"));
      wants.add(
          Wants.Phase.QUIET,
          new Want.SysctlIs(
              "net/ipv4/conf/" + place + "/arp_announce",
              "2",
              Set.of("2"),
              "never put the virtual address into an ARP request of our own, which would teach it to every listener"));
    }
  }

  /** Adds what IPv6 needs: lo must speak IPv6 at all. */
  static void addV6(Wants wants) {
    wants.add(
        Wants.Phase.QUIET,
        new Want.SysctlIs(
            "net/ipv6/conf/lo/disable_ipv6",
            "0",
            Set.of("0"),
            "an IPv6 address on lo needs IPv6 there"));
    wants.note(
        "IPv6: Linux answers a neighbour solicitation only for addresses of the interface it came in on, so an address on lo is"
            + " silent without a sysctl; it is added with nodad, since the director rightly has the same address");
  }
}
