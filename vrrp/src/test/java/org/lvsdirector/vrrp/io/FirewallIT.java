package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.parser.model.VrrpGlobals;
import org.lvsdirector.vrrp.packet.Addresses;

/** The rules as nft(8) lists them: keepalived reference, VRRP 18. */
class FirewallIT {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String namespace =
      "vrf" + ProcessHandle.current().pid() % 100000 + "x" + COUNT.incrementAndGet();
  private final NftTables tables = new NftTables(Optional.of(namespace));
  private final Firewall firewall = new Firewall(tables);

  @BeforeEach
  void create() {
    Shell.sh("ip netns add " + namespace);
  }

  @AfterEach
  void delete() {
    tables.close();
    var _ = Shell.attempt("ip", "netns", "del", namespace);
  }

  @Test
  void rule18p2Ipv4TrafficToAndFromTheAddressesIsDropped() throws LinuxException {
    firewall.set(true, List.of(vip("10.9.0.100"), vip("10.9.0.101")));
    assertThat(ruleset())
        .containsSubsequence(
            "table ip keepalived {",
            "set vips {",
            "type ipv4_addr",
            "elements = { 10.9.0.100, 10.9.0.101 }",
            "chain in {",
            "type filter hook input priority filter - 1; policy accept;",
            "ip daddr @vips drop",
            "chain out {",
            "type filter hook output priority filter - 1; policy accept;",
            "ip saddr @vips drop")
        .doesNotContain("table ip6");
  }

  @Test
  void rule18p2Ipv6LetsNeighbourDiscoveryThroughAndAsksLinkLocalAddressesForTheirInterface()
      throws LinuxException {
    firewall.set(true, List.of(vip("2001:db8::100"), vip("fe80::100")));
    assertThat(ruleset())
        .containsSubsequence(
            "table ip6 keepalived {",
            "elements = { 2001:db8::100 }",
            "set neighbor-discovery {",
            "nd-neighbor-solicit",
            "nd-neighbor-advert }",
            "set vips_link_local_name {",
            "elements = { fe80::100 . \"eth7\" }",
            "chain in {",
            "icmpv6 type @neighbor-discovery accept",
            "ip6 daddr fe80::/10 goto in_link_local",
            "ip6 daddr @vips drop",
            "chain out {",
            "icmpv6 type @neighbor-discovery accept",
            "ip6 saddr fe80::/10 goto out_link_local",
            "ip6 saddr @vips drop")
        .contains(
            "ip6 daddr . iifname @vips_link_local_name drop",
            "ip6 saddr . oifname @vips_link_local_name drop");
  }

  @Test
  void rule18p2NamePriorityAndInterfaceNumbersAsWritten() throws LinuxException {
    tables.use(
        new VrrpGlobals.Firewall(Optional.empty(), List.of(), Optional.of("mine"), -7, true, true));
    firewall.set(true, List.of(vip("10.9.0.100"), vip("fe80::100")));
    assertThat(ruleset())
        .contains(
            "table ip mine {",
            "table ip6 mine {",
            "hook input priority filter - 7;",
            "set vips_link_local {",
            "ip6 daddr . iif @vips_link_local counter packets 0 bytes 0 drop")
        .doesNotContain("vips_link_local_name", "keepalived");
  }

  /** DECISIONS.md: nftables also where iptables is asked for alone. */
  @ParameterizedTest
  @CsvSource({"'', keepalived", "nftables mine, mine"})
  void rule18p1And3NftablesIsUsedWhateverIsWrittenForIptables(String nftables, String table)
      throws LinuxException {
    String globals = "vrrp_iptables BEFORE AFTER\n vrrp_ipsets one two\n " + nftables;
    tables.use(
        ConfFile.readAnyway("global_defs {\n " + globals + "\n}\n").global().vrrp().firewall());
    firewall.set(true, List.of(vip("10.9.0.100"), vip("2001:db8::100")));
    assertThat(ruleset().lines().filter(line -> line.startsWith("table ")))
        .containsExactlyInAnyOrder("table ip " + table + " {", "table ip6 " + table + " {");
    assertThat(ruleset())
        .contains("elements = { 10.9.0.100 }", "elements = { 2001:db8::100 }")
        .doesNotContain("BEFORE", "AFTER", "set one", "set two");
  }

  @Test
  void rule18p1WithoutAWordOfTheFileTheTableIsKeepalived() throws LinuxException {
    tables.use(ConfFile.read("").global().vrrp().firewall());
    firewall.set(true, List.of(vip("10.9.0.100")));
    assertThat(ruleset()).contains("table ip keepalived {", "@vips drop");
  }

  @Test
  void rule18p2ATableOfThatNameIsReplaced() throws LinuxException {
    inside("nft add table ip keepalived");
    inside("nft add chain ip keepalived left_behind");
    firewall.set(true, List.of(vip("10.9.0.100")));
    assertThat(ruleset()).contains("@vips").doesNotContain("left_behind");
  }

  @Test
  void rule18p5TheSetsAreFilledWhileMasterAndTheTablesGoAtTheEnd() throws LinuxException {
    firewall.set(false, List.of(vip("10.9.0.100")));
    assertThat(ruleset()).as("not needed yet").isBlank();
    firewall.set(true, List.of(vip("10.9.0.100"), vip("10.9.0.101")));
    firewall.set(true, List.of(vip("10.9.0.100")));
    firewall.set(false, List.of(vip("10.9.0.100")));
    assertThat(ruleset()).contains("elements = { 10.9.0.101 }");
    firewall.set(false, List.of(vip("10.9.0.101")));
    assertThat(ruleset()).contains("ip daddr @vips drop").doesNotContain("elements");
    tables.close();
    assertThat(ruleset()).isBlank();
  }

  @Test
  void rule18p4WhatAVmacWouldSayLeavesByItsParentOrNotAtAll() throws LinuxException {
    var virtual = new VmacFirewall(tables);
    var vmac = new VmacFirewall.Vmac(7, 2, true, true, Optional.of(Addresses.parse("fe80::1")));
    virtual.sync(List.of(vmac), true);
    String rules = ruleset();
    assertThat(rules)
        .containsSubsequence(
            "table ip keepalived {",
            "map vmac_map {",
            "chain vmac {",
            "ip protocol igmp dup to ip daddr device oif map @vmac_map drop",
            "table ip6 keepalived {",
            "set vmac_set {",
            "set parent_link_local {",
            "fe80::1 . ",
            "icmpv6 type mld2-listener-report",
            "icmpv6 type mld-listener-report",
            "icmpv6 type mld-listener-done",
            "icmpv6 type nd-router-solicit oif @vmac_set drop",
            "icmpv6 type nd-neighbor-advert ",
            ". oif @parent_link_local drop");
    virtual.sync(List.of(), true);
    assertThat(ruleset()).contains("chain vmac").doesNotContain("elements");
  }

  @Test
  void rule18p4WithoutReportsThereIsNoIgmpRule() throws LinuxException {
    var virtual = new VmacFirewall(tables);
    virtual.sync(List.of(new VmacFirewall.Vmac(7, 2, true, false, Optional.empty())), false);
    assertThat(ruleset()).isBlank();
  }

  private static Firewall.Blocked vip(String address) {
    var link =
        new LinkInfo(
            7,
            "eth7",
            LinkInfo.IFF_UP,
            1500,
            LinkInfo.OperState.UP,
            1,
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            0,
            LinkInfo.Detail.NONE);
    return new Firewall.Blocked(Addresses.parse(address), link);
  }

  private String ruleset() {
    return inside("nft list ruleset");
  }

  private String inside(String words) {
    return Shell.sh("ip netns exec " + namespace + " " + words);
  }
}
