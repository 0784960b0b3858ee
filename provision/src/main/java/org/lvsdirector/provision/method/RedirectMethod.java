package org.lvsdirector.provision.method;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.provision.plan.Cidr;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.NftFamily;
import org.lvsdirector.provision.plan.RuleTool;
import org.lvsdirector.provision.plan.Values;
import org.lvsdirector.provision.plan.Want;
import org.lvsdirector.provision.plan.Wants;
import org.lvsdirector.provision.vip.Endpoint;

/**
 * No address at all: packets for address and port are redirected to the server's own address by the
 * nat table.
 */
final class RedirectMethod {
  private static final String WHY =
      "packets for the virtual address are turned to the server's own; there is no address that could answer ARP";

  private RedirectMethod() {}

  static void add(Wants wants, HostWish wish, HostFacts facts, List<Endpoint> endpoints) {
    wants.note(
        "method iptables: the service must listen on the server's own address or on all; connection tracking is used for each"
            + " connection; the application sees its own address as the destination; fragments and ICMP errors of a flow follow"
            + " the tracking");
    for (boolean v6 : new boolean[] {false, true}) {
      List<Endpoint> family =
          endpoints.stream().filter(e -> Cidr.host(e.vip()).isV6() == v6).toList();
      if (!family.isEmpty()) {
        rules(wants, facts, family, v6);
      }
    }
    for (Endpoint e : endpoints) {
      StrayVips.look(wants, wish, facts, Cidr.host(e.vip()), Optional.empty());
    }
  }

  private static void rules(Wants wants, HostFacts facts, List<Endpoint> endpoints, boolean v6) {
    RuleTool tool = v6 ? RuleTool.IP6TABLES : RuleTool.IPTABLES;
    Set<String> rules = new LinkedHashSet<>();
    if (facts.has(tool.word()) && facts.has(tool.word() + "-save")) {
      endpoints.forEach(e -> rules.add(iptables(e)));
      rules.forEach(r -> wants.add(Wants.Phase.SERVE, new Want.RulePresent(tool, r, WHY)));
    } else if (facts.has("nft")) {
      endpoints.forEach(e -> rules.add(nft(e, v6)));
      wants.add(
          Wants.Phase.SERVE,
          new Want.NftHolds(v6 ? NftFamily.IP6 : NftFamily.IP, new ArrayList<>(rules), WHY));
    } else {
      wants.refuse(
          "neither "
              + tool.word()
              + " nor nft is installed; install one of them or use method sysctl");
    }
  }

  /** In the form that iptables-save prints, so that reading back is a comparison of texts. */
  private static String iptables(Endpoint e) {
    String to = "-A PREROUTING -d " + Cidr.host(e.vip());
    String port =
        e.transport()
            .map(t -> t.name().toLowerCase(Locale.ROOT))
            .map(t -> e.port() == 0 ? " -p " + t : " -p " + t + " -m " + t + " --dport " + e.port())
            .orElse("");
    return to + port + " -m comment --comment lvs-director -j REDIRECT";
  }

  private static String nft(Endpoint e, boolean v6) {
    String to = "prerouting " + (v6 ? "ip6" : "ip") + " daddr " + Values.text(e.vip());
    String port =
        e.transport()
            .map(t -> t.name().toLowerCase(Locale.ROOT))
            .map(
                t ->
                    e.port() == 0
                        ? (v6 ? " meta l4proto " : " ip protocol ") + t
                        : " " + t + " dport " + e.port())
            .orElse("");
    return to + port + " redirect";
  }
}
