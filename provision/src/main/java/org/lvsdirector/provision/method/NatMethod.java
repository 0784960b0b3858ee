package org.lvsdirector.provision.method;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.provision.plan.Cidr;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.ManagedPaths;
import org.lvsdirector.provision.plan.Values;
import org.lvsdirector.provision.plan.Want;
import org.lvsdirector.provision.plan.Wants;

/** For NAT services: answers must go back through the director, so it is the default gateway. */
final class NatMethod {
  private NatMethod() {}

  static void add(Wants wants, HostWish wish, HostFacts facts, String device) {
    Optional<InetAddress> found = gateway(wish, facts);
    if (found.isEmpty()) {
      wants.problem(
          "NAT services need the director as the default gateway, and keepalived.conf names no single virtual address in this"
              + " server's network; say nat_gateway in provision.conf");
      return;
    }
    InetAddress gateway = found.get();
    Optional<HostFacts.HostAddress> link =
        facts.addresses().stream()
            .filter(a -> !a.device().equals("lo") && a.cidr().covers(gateway))
            .findFirst();
    if (link.isEmpty()) {
      wants.problem(
          "the director's address "
              + Values.text(gateway)
              + " is in no network of this server; a gateway must be a neighbour");
      return;
    }
    if (facts.addresses().stream()
        .map(HostFacts.HostAddress::cidr)
        .map(Cidr::address)
        .anyMatch(gateway::equals)) {
      wants.problem("the gateway " + Values.text(gateway) + " is an address of this server itself");
      return;
    }
    wants.add(
        Wants.Phase.SERVE,
        route(gateway, link.get().device(), wish.preferences().setRoute(), facts));
    wants.note(
        "method nat: clients in "
            + device
            + "'s own network are answered directly and will not work");
  }

  /**
   * What --set-route once wrote stays wanted without it: same gateway, same line in our unit. A new
   * gateway is again changed only when asked, at boot too.
   */
  private static Want.DefaultRouteVia route(
      InetAddress gateway, String device, boolean asked, HostFacts facts) {
    String why = "answers of NAT services must pass the director, which turns the addresses back";
    Want.DefaultRouteVia route = new Want.DefaultRouteVia(gateway, device, asked, true, why);
    boolean kept =
        facts.files().getOrDefault(ManagedPaths.UNIT, List.of()).stream()
            .anyMatch(l -> l.startsWith("ExecStart=") && l.endsWith(" " + route.command()));
    return asked || kept ? route : new Want.DefaultRouteVia(gateway, device, false, false, why);
  }

  private static Optional<InetAddress> gateway(HostWish wish, HostFacts facts) {
    if (wish.preferences().gateway().isPresent()) {
      return wish.preferences().gateway();
    }
    List<InetAddress> near =
        wish.gateways().stream()
            .distinct()
            .filter(
                g -> facts.carrying(wish.realServer()).stream().anyMatch(a -> a.cidr().covers(g)))
            .toList();
    return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
  }
}
