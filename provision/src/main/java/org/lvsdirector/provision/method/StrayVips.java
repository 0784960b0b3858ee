package org.lvsdirector.provision.method;

import java.util.Optional;
import org.lvsdirector.provision.plan.Cidr;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.Values;
import org.lvsdirector.provision.plan.Want;
import org.lvsdirector.provision.plan.Wants;

/**
 * Finds virtual addresses that stand where they do harm: on a wire, or on lo with a prefix that
 * swallows the network.
 */
final class StrayVips {
  private StrayVips() {}

  /**
   * Looks at every place where the address stands, other than the wanted one.
   *
   * @param wanted device and form where it belongs; empty when it belongs nowhere on this server
   */
  static void look(Wants wants, HostWish wish, HostFacts facts, Cidr vip, Optional<String> wanted) {
    for (HostFacts.HostAddress found : facts.carrying(vip.address())) {
      boolean place = wanted.filter(found.device()::equals).isPresent();
      if (place && found.cidr().equals(vip)) {
        continue;
      }
      if (place && found.device().equals("lo")) {
        wants.add(
            Wants.Phase.CLEAN,
            new Want.AddressGone(
                "lo",
                found.cidr(),
                "on lo this prefix makes every address of "
                    + found.cidr()
                    + " local, so the server cannot reach its own network"));
      } else if (wish.preferences().moveVip()) {
        wants.add(
            Wants.Phase.CLEAN,
            new Want.AddressGone(
                found.device(),
                found.cidr(),
                "there the server answers ARP for the virtual address"));
      } else if (!harmless(facts, found, wanted)) {
        wants.problem(
            Values.text(vip.address())
                + " is on "
                + found.device()
                + ", where the server answers ARP for it. Is this server a director? If not, run again with --move-vip.");
      }
    }
  }

  /** With ARP silenced, an address on lo or on a device without ARP is heard by nobody. */
  private static boolean harmless(
      HostFacts facts, HostFacts.HostAddress found, Optional<String> wanted) {
    boolean silentDevice =
        found.device().equals("lo") || facts.link(found.device()).filter(l -> !l.arp()).isPresent();
    return silentDevice && wanted.isPresent();
  }

  /**
   * The silent device that already carries the address as it should be, such as a dummy interface.
   */
  static Optional<String> silentHome(HostFacts facts, Cidr vip) {
    return facts.carrying(vip.address()).stream()
        .filter(a -> a.cidr().equals(vip) && !a.device().equals("lo"))
        .map(HostFacts.HostAddress::device)
        .filter(d -> facts.link(d).filter(l -> !l.arp() && l.up()).isPresent())
        .filter(d -> !d.equals("tunl0") && !d.equals("ip6tnl0"))
        .findFirst();
  }
}
