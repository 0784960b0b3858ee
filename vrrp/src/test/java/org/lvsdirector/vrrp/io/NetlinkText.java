package org.lvsdirector.vrrp.io;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.lvsdirector.linux.netlink.RouteInfo;
import org.lvsdirector.linux.netlink.RuleInfo;
import org.lvsdirector.vrrp.packet.Addresses;

/**
 * Routes and rules as one line, with what differs from the plainest one; numbers as on the wire.
 */
final class NetlinkText {
  private NetlinkText() {}

  static String of(RouteInfo r) {
    List<String> words = new ArrayList<>();
    add(words, r.type() != RouteInfo.TYPE_UNICAST, "type " + r.type());
    words.add(Addresses.text(r.destination().address()) + "/" + r.destination().length());
    r.source().ifPresent(s -> words.add("from " + Addresses.text(s.address()) + "/" + s.length()));
    hop(words, r.hop());
    r.preferredSource().ifPresent(s -> words.add("src " + Addresses.text(s)));
    add(words, r.table() != RouteInfo.TABLE_MAIN, "table " + r.table());
    add(words, r.protocol() != RouteInfo.PROTOCOL_KEEPALIVED, "proto " + r.protocol());
    add(words, r.scope() != 0, "scope " + r.scope());
    add(words, r.tos() != 0, "tos " + r.tos());
    add(words, r.flags() != 0, "flags " + r.flags());
    r.priority().ifPresent(v -> words.add("metric " + v));
    new TreeMap<>(r.metrics()).forEach((number, value) -> words.add("rtax" + number + "=" + value));
    r.congestionControl().ifPresent(v -> words.add("congctl " + v));
    r.preference().ifPresent(v -> words.add("pref " + v));
    r.extra().expires().ifPresent(v -> words.add("expires " + v));
    r.extra().ttlPropagate().ifPresent(v -> words.add("ttl-propagate " + v));
    for (RouteInfo.Hop hop : r.hops()) {
      words.add("nexthop");
      hop(words, hop);
      words.add("weight " + hop.weight());
      add(words, hop.flags() != 0, "flags " + hop.flags());
    }
    return String.join(" ", words);
  }

  private static void hop(List<String> words, RouteInfo.Hop hop) {
    hop.gateway().ifPresent(g -> words.add("via " + Addresses.text(g)));
    // A hop of several has a place for the index, 0 where none is known.
    int index = hop.interfaceIndex().orElse(0);
    add(words, index != 0, "dev " + index);
    add(words, hop.realm() != 0, "realm " + hop.realm());
    hop.encapsulation()
        .ifPresent(
            e -> {
              byte[] octets = new byte[e.attributes().size()];
              for (int i = 0; i < octets.length; i++) {
                octets[i] = e.attributes().get(i);
              }
              words.add("encap " + e.type() + " " + HexFormat.of().formatHex(octets));
            });
  }

  static String of(RuleInfo r) {
    List<String> words = new ArrayList<>();
    words.add((r.family() == 2 ? "inet " : "inet6 ") + r.priority().orElse(0));
    add(words, r.invert(), "not");
    RuleInfo.Selector s = r.select();
    s.from().ifPresent(p -> words.add("from " + Addresses.text(p.address()) + "/" + p.length()));
    s.to().ifPresent(p -> words.add("to " + Addresses.text(p.address()) + "/" + p.length()));
    s.inputInterface().ifPresent(v -> words.add("iif " + v));
    s.outputInterface().ifPresent(v -> words.add("oif " + v));
    add(words, s.tos() != 0, "tos " + s.tos());
    s.mark().ifPresent(v -> words.add("mark " + v));
    s.markMask().ifPresent(v -> words.add("mask " + v));
    s.tunnelId().ifPresent(v -> words.add("tunnel " + v));
    s.protocol().ifPresent(v -> words.add("ipproto " + v));
    range(words, "sport", s.sourcePorts());
    range(words, "dport", s.destinationPorts());
    range(words, "uid", s.users());
    words.add("action " + r.action());
    add(words, r.table() != 0, "table " + r.table());
    add(words, r.l3mdev(), "l3mdev");
    r.target().ifPresent(v -> words.add("goto " + v));
    r.realms().ifPresent(v -> words.add("realms " + v));
    r.suppress().prefixLength().ifPresent(v -> words.add("suppress_prefixlength " + v));
    r.suppress().interfaceGroup().ifPresent(v -> words.add("suppress_ifgroup " + v));
    add(words, r.protocol() != 18, "proto " + r.protocol());
    return String.join(" ", words);
  }

  private static void range(List<String> words, String name, Optional<RuleInfo.Range> range) {
    range.ifPresent(v -> words.add(name + " " + v.from() + "-" + v.to()));
  }

  private static void add(List<String> words, boolean wanted, String word) {
    if (wanted) {
      words.add(word);
    }
  }
}
