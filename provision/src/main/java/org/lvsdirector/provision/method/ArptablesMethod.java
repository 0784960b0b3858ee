package org.lvsdirector.provision.method;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.provision.plan.Cidr;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.NftFamily;
import org.lvsdirector.provision.plan.RuleTool;
import org.lvsdirector.provision.plan.Values;
import org.lvsdirector.provision.plan.Want;
import org.lvsdirector.provision.plan.Wants;

/**
 * The address on the serving interface, ARP for it dropped on the way in and rewritten on the way
 * out.
 */
final class ArptablesMethod {
  private static final String IN =
      "requests for the virtual address are not heard, so not answered";
  private static final String OUT =
      "ARP that would speak in the virtual address's name speaks in the server's own";

  private ArptablesMethod() {}

  static void add(
      Wants wants, HostWish wish, HostFacts facts, Set<InetAddress> vips, String device) {
    List<InetAddress> v4 = vips.stream().filter(Inet4Address.class::isInstance).toList();
    Set<InetAddress> v6 = new LinkedHashSet<>(vips);
    v6.removeAll(v4);
    if (!v4.isEmpty() && wish.realServer() instanceof Inet4Address) {
      silence(wants, facts, v4, Values.text(wish.realServer()));
    } else if (!v4.isEmpty()) {
      wants.refuse(
          "method arptables needs the server's IPv4 address in keepalived.conf; use method sysctl");
      return;
    }
    for (InetAddress vip : v4) {
      wants.add(
          Wants.Phase.SERVE,
          new Want.AddressOn(
              device,
              Cidr.host(vip),
              "the kernel takes packets for the virtual address as its own"));
      StrayVips.look(wants, wish, facts, Cidr.host(vip), Optional.of(device));
    }
    if (!v6.isEmpty()) {
      wants.note(
          "arptables knows no IPv6: IPv6 addresses go to lo, where neighbour discovery is silent by itself");
      SysctlMethod.add(wants, wish, facts, v6, device);
    }
  }

  private static void silence(Wants wants, HostFacts facts, List<InetAddress> vips, String own) {
    if (facts.has("arptables") && facts.has("arptables-save")) {
      for (InetAddress vip : vips) {
        String text = Values.text(vip);
        wants.add(
            Wants.Phase.QUIET,
            new Want.RulePresent(RuleTool.ARPTABLES, "-A INPUT -j DROP -d " + text, IN));
        wants.add(
            Wants.Phase.QUIET,
            new Want.RulePresent(
                RuleTool.ARPTABLES,
                "-A OUTPUT -j mangle -s " + text + " --mangle-ip-s " + own,
                OUT));
      }
    } else if (facts.has("nft")) {
      List<String> rules = new ArrayList<>();
      vips.forEach(v -> rules.add("in arp daddr ip " + Values.text(v) + " drop"));
      vips.forEach(
          v -> rules.add("out arp saddr ip " + Values.text(v) + " arp saddr ip set " + own));
      wants.add(Wants.Phase.QUIET, new Want.NftHolds(NftFamily.ARP, rules, IN + "; " + OUT));
      wants.note(
          "method arptables by nft: whoever flushes the whole ruleset, as a restart of nftables.service does, also lets ARP speak"
              + " again; method sysctl has no such hole");
    } else {
      wants.refuse(
          "neither arptables nor nft is installed; install one of them or use method sysctl");
    }
  }
}
