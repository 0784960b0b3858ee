package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.linux.io.TestNamespaces.address;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.netlink.NftElement;
import org.lvsdirector.linux.netlink.NftExpression;
import org.lvsdirector.linux.netlink.NftExpression.Base;
import org.lvsdirector.linux.netlink.NftExpression.Meta;
import org.lvsdirector.linux.netlink.NftMessages;
import org.lvsdirector.linux.netlink.NftSet;
import org.lvsdirector.linux.netlink.NftType;

class NftablesIT {

  private static final int REGISTER = NftExpression.REGISTER;
  private final TestNamespaces namespaces = new TestNamespaces();

  @AfterEach
  void close() {
    namespaces.close();
  }

  private String ruleset() {
    return TestNamespaces.run("ip", "netns", "exec", namespaces.left, "nft", "list", "ruleset");
  }

  @Test
  void vipsAreDroppedAndAddedAndRemoved() throws LinuxException {
    NftMessages setup =
        new NftMessages(NftMessages.FAMILY_IPV4)
            .purgeTable("keepalived")
            .table("keepalived")
            .set("keepalived", NftSet.of("vips", NftType.IPV4_ADDRESS))
            .baseChain("keepalived", "in", new NftMessages.Hook(NftMessages.HOOK_INPUT, -1, true))
            .rule(
                "keepalived",
                "in",
                List.of(
                    NftExpression.payload(Base.NETWORK, 16, 4, REGISTER),
                    NftExpression.inSet("vips", REGISTER),
                    NftExpression.verdict(new NftExpression.Drop())));
    List<NftElement> vips =
        List.of(
            NftElement.key(address("10.9.0.10").getAddress()),
            NftElement.key(address("10.9.0.11").getAddress()));
    try (Nftables nftables = Nftables.open(namespaces.left)) {
      nftables.commit(setup, "table keepalived");
      nftables.commit(
          new NftMessages(NftMessages.FAMILY_IPV4).addElements("keepalived", "vips", vips), "VIPs");
      assertThat(ruleset())
          .contains("table ip keepalived")
          .contains("type ipv4_addr")
          .contains("elements = { 10.9.0.10, 10.9.0.11 }")
          .contains("type filter hook input priority filter - 1; policy accept;")
          .contains("ip daddr @vips drop");
      nftables.commit(
          new NftMessages(NftMessages.FAMILY_IPV4)
              .deleteElements("keepalived", "vips", vips.subList(0, 1)),
          "VIPs");
      assertThat(nftables.elements(NftMessages.FAMILY_IPV4, "keepalived", "vips"))
          .containsExactly(address("10.9.0.11").getAddress());
      assertThat(nftables.hasTable(NftMessages.FAMILY_IPV4, "keepalived")).isTrue();
      nftables.commit(
          new NftMessages(NftMessages.FAMILY_IPV4).deleteTable("keepalived"), "table keepalived");
      assertThat(ruleset()).isBlank();
    }
  }

  @Test
  void addressAndPortRangesMapToMarks() throws LinuxException {
    NftSet map =
        new NftSet(
            "tcp_map",
            List.of(NftType.IPV4_ADDRESS, NftType.INTERNET_SERVICE),
            Optional.of(NftType.MARK),
            true);
    NftMessages setup =
        new NftMessages(NftMessages.FAMILY_IPV4)
            .table("keepalived_ipvs")
            .set("keepalived_ipvs", map)
            .baseChain(
                "keepalived_ipvs", "in", new NftMessages.Hook(NftMessages.HOOK_INPUT, -1, true))
            .rule(
                "keepalived_ipvs",
                "in",
                List.of(
                    NftExpression.meta(Meta.L4_PROTOCOL, REGISTER),
                    NftExpression.equal(REGISTER, new byte[] {6}),
                    NftExpression.payload(Base.NETWORK, 16, 4, REGISTER),
                    NftExpression.payload(Base.TRANSPORT, 2, 2, REGISTER + 1),
                    NftExpression.lookup("tcp_map", REGISTER, REGISTER),
                    NftExpression.setMark(REGISTER),
                    NftExpression.counter(),
                    NftExpression.verdict(new NftExpression.Return())))
            .addElements(
                "keepalived_ipvs",
                "tcp_map",
                List.of(
                    NftElement.range(
                        key("10.9.0.250", 80), key("10.9.1.5", 80), Optional.of(mark(1000)))));
    try (Nftables nftables = Nftables.open(namespaces.left)) {
      nftables.commit(setup, "table keepalived_ipvs");
    }
    assertThat(ruleset())
        .contains("map tcp_map")
        .contains("type ipv4_addr . inet_service : mark")
        .contains("flags interval")
        .contains("10.9.0.250-10.9.1.5 . 80 : 0x000003e8")
        .contains("mark set ip daddr . tcp dport map @tcp_map counter packets 0 bytes 0 return");
  }

  private static byte[] key(String literal, int port) {
    ByteBuffer key = ByteBuffer.allocate(8);
    return key.put(address(literal).getAddress()).putShort((short) port).array();
  }

  private static byte[] mark(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }

  @Test
  void neighbourDiscoveryIsAcceptedBeforeLinkLocalChainAndDrop() throws LinuxException {
    byte[] prefix = new byte[16];
    prefix[0] = (byte) 0xfe;
    prefix[1] = (byte) 0x80;
    byte[] mask = new byte[16];
    mask[0] = (byte) 0xff;
    mask[1] = (byte) 0xc0;
    NftSet byIndex =
        new NftSet(
            "vips_link_local",
            List.of(NftType.IPV6_ADDRESS, NftType.INTERFACE_INDEX),
            Optional.empty(),
            false);
    NftMessages setup =
        new NftMessages(NftMessages.FAMILY_IPV6)
            .table("keepalived")
            .set("keepalived", NftSet.of("neighbor-discovery", NftType.ICMP6_TYPE))
            .addElements(
                "keepalived",
                "neighbor-discovery",
                List.of(
                    NftElement.key(new byte[] {(byte) 135}),
                    NftElement.key(new byte[] {(byte) 136})))
            .set("keepalived", byIndex)
            .chain("keepalived", "in_link_local")
            .baseChain("keepalived", "in", new NftMessages.Hook(NftMessages.HOOK_INPUT, -1, true))
            .rule(
                "keepalived",
                "in",
                List.of(
                    NftExpression.meta(Meta.L4_PROTOCOL, REGISTER),
                    NftExpression.equal(REGISTER, new byte[] {58}),
                    NftExpression.payload(Base.TRANSPORT, 0, 1, REGISTER),
                    NftExpression.inSet("neighbor-discovery", REGISTER),
                    NftExpression.verdict(new NftExpression.Accept())))
            .rule(
                "keepalived",
                "in",
                List.of(
                    NftExpression.payload(Base.NETWORK, 24, 16, REGISTER),
                    NftExpression.and(REGISTER, mask),
                    NftExpression.equal(REGISTER, prefix),
                    NftExpression.verdict(new NftExpression.Goto("in_link_local"))))
            .rule(
                "keepalived",
                "in_link_local",
                List.of(
                    NftExpression.payload(Base.NETWORK, 24, 16, REGISTER),
                    NftExpression.meta(Meta.INPUT_INDEX, REGISTER + 4),
                    NftExpression.inSet("vips_link_local", REGISTER),
                    NftExpression.verdict(new NftExpression.Drop())));
    try (Nftables nftables = Nftables.open(namespaces.left)) {
      nftables.commit(setup, "table keepalived");
    }
    assertThat(ruleset())
        .contains("type ipv6_addr . iface_index")
        .contains("elements = { nd-neighbor-solicit,")
        .contains("icmpv6 type @neighbor-discovery accept")
        .contains("ip6 daddr fe80::/10 goto in_link_local")
        .contains("ip6 daddr . iif @vips_link_local drop");
  }

  @Test
  void refusedTransactionChangesNothing() throws LinuxException {
    NftMessages bad =
        new NftMessages(NftMessages.FAMILY_IPV4).table("half").deleteTable("lin-nowhere");
    try (Nftables nftables = Nftables.open(namespaces.left)) {
      assertThatThrownBy(() -> nftables.commit(bad, "table half"))
          .isInstanceOf(LinuxException.class)
          .hasMessageContaining("change nftables table half: ENOENT");
      assertThat(nftables.hasTable(NftMessages.FAMILY_IPV4, "half")).isFalse();
    }
  }
}
