package org.lvsdirector.provision.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Persistence;
import org.lvsdirector.provision.plan.Values;
import org.lvsdirector.provision.script.FactsParser;
import org.lvsdirector.provision.vip.Endpoint;
import org.lvsdirector.provision.vip.Forwarding;

/** Facts of an ordinary server as its script prints them, with lines added or left out. */
final class Facts {
  private final List<String> lines = new ArrayList<>();

  static Facts ordinary() {
    Facts facts = new Facts();
    facts.lines.addAll(
        List.of(
            "uid\t0",
            "host\trs1",
            "ssh\t192.168.1.21 40000 192.168.1.31 22",
            "path\t/usr/sbin/ip",
            "link\t1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN",
            "link\t2: eth0@if5: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 \\    link/ether 52:54:00:00:00:31 brd ff:ff:ff:ff:ff:ff",
            "addr\t1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever",
            "addr\t2: eth0    inet 192.168.1.31/24 brd 192.168.1.255 scope global eth0\\       valid_lft forever",
            "route\tdefault via 192.168.1.1 dev eth0 ",
            "sysctl\t/proc/sys/net/ipv4/conf/all/arp_ignore:0",
            "sysctl\t/proc/sys/net/ipv4/conf/all/arp_announce:0",
            "sysctl\t/proc/sys/net/ipv4/conf/all/rp_filter:1",
            "sysctl\t/proc/sys/net/ipv4/conf/lo/arp_ignore:0",
            "sysctl\t/proc/sys/net/ipv4/conf/lo/arp_announce:0",
            "sysctl\t/proc/sys/net/ipv4/conf/eth0/arp_ignore:0",
            "sysctl\t/proc/sys/net/ipv4/conf/eth0/arp_announce:0",
            "sysctl\t/proc/sys/net/ipv6/conf/lo/disable_ipv6:0"));
    return facts;
  }

  Facts with(String... more) {
    lines.addAll(List.of(more));
    return this;
  }

  HostFacts read() {
    List<String> all = new ArrayList<>(lines);
    all.add("end\tfacts");
    return FactsParser.parse(all).orElseThrow();
  }

  static HostWish wish(Endpoint... endpoints) {
    return wish(preferences(Optional.empty(), false), endpoints);
  }

  static HostWish wish(HostWish.Preferences preferences, Endpoint... endpoints) {
    return new HostWish(Values.address("192.168.1.31"), List.of(endpoints), List.of(), preferences);
  }

  static HostWish.Preferences preferences(Optional<Method> method, boolean moveVip) {
    return new HostWish.Preferences(
        method, Persistence.AUTO, Optional.empty(), Optional.empty(), false, moveVip, false);
  }

  static HostWish.Preferences unkept() {
    return new HostWish.Preferences(
        Optional.empty(),
        Persistence.NONE,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        false);
  }

  static Endpoint dr(String vip, int port) {
    return new Endpoint(
        Forwarding.DR, Values.address(vip), Optional.of(Endpoint.Transport.TCP), port);
  }

  static Endpoint of(Forwarding forwarding, String vip) {
    return new Endpoint(forwarding, Values.address(vip), Optional.of(Endpoint.Transport.TCP), 80);
  }
}
