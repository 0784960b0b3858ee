package org.lvsdirector.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RtMessagesTest {

  private static InetAddress ip(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  private static String hex(NlMessage message) {
    return HexFormat.of().formatHex(message.payload());
  }

  @Test
  void addAddressBytes() {
    AddressInfo address =
        AddressInfo.of(ip("10.0.0.10"), 32, 3).withLabel("eth0:1").withProtocol(18);
    NlMessage message = AddressMessages.add(address);
    assertThat(message.type()).isEqualTo(20);
    assertThat(message.flags()).isEqualTo(0x605); // REQUEST ACK CREATE EXCL
    assertThat(hex(message))
        .isEqualTo(
            "02200000"
                + "03000000" // AF_INET /32, flags, scope, ifindex 3
                + "0800"
                + "0200"
                + "0a00000a" // IFA_LOCAL
                + "0800"
                + "0100"
                + "0a00000a" // IFA_ADDRESS
                + "0b00"
                + "0300"
                + "657468303a3100"
                + "00" // IFA_LABEL
                + "0500"
                + "0b00"
                + "12"
                + "000000"); // IFA_PROTO 18
  }

  @Test
  void addressReadsBackAsWritten() {
    AddressInfo six =
        AddressInfo.of(ip("2001:db8::1"), 64, 9)
            .withFlags(AddressInfo.F_NODAD | AddressInfo.F_NOPREFIXROUTE)
            .withPreferredLifetime(0)
            .withProtocol(18);
    AddressInfo four =
        AddressInfo.of(ip("192.0.2.1"), 24, 2)
            .withScope(253)
            .withBroadcast(ip("192.0.2.255"))
            .withPeer(ip("192.0.2.2"))
            .withLabel("eth0:vip");
    assertThat(AddressMessages.decode(AddressMessages.add(six))).isEqualTo(new NlDecoded.Ok<>(six));
    assertThat(AddressMessages.decode(AddressMessages.add(four)))
        .isEqualTo(new NlDecoded.Ok<>(four));
  }

  @Test
  void addressWithImpossiblePrefixIsMalformed() {
    NlMessage message = AddressMessages.add(AddressInfo.of(ip("10.0.0.1"), 32, 1));
    message.payload()[1] = 33;
    assertThat(AddressMessages.decode(message)).isInstanceOf(NlDecoded.Malformed.class);
  }

  @Test
  void macvlanBytes() {
    HardwareAddress mac = HardwareAddress.parse("00:00:5e:00:01:33").orElseThrow();
    NlMessage message =
        LinkMessages.create(NewLink.macvlan("vrrp.51", 2, NewLink.MacvlanMode.PRIVATE, mac));
    assertThat(message.type()).isEqualTo(16);
    assertThat(hex(message))
        .isEqualTo(
            "00000000"
                + "00000000"
                + "00000000"
                + "00000000"
                + "0c00"
                + "0300"
                + "767272702e353100" // IFLA_IFNAME
                + "0800"
                + "0500"
                + "02000000" // IFLA_LINK
                + "0a00"
                + "0100"
                + "00005e000133"
                + "0000" // IFLA_ADDRESS
                + "1c00"
                + "1280" // IFLA_LINKINFO, nested
                + "0c00"
                + "0100"
                + "6d6163766c616e00" // IFLA_INFO_KIND
                + "0c00"
                + "0280"
                + "0800"
                + "0100"
                + "01000000"); // IFLA_INFO_DATA: mode private
  }

  /** IFLA_LINKINFO with kind "vrf" and IFLA_VRF_TABLE (linux/if_link.h). */
  @Test
  void vrfTableReadsBackAsWritten() {
    var vrf =
        new NewLink(
            "blue",
            new NewLink.Vrf(4_000_000_000L),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalLong.empty());
    LinkInfo read = LinkMessages.decode(LinkMessages.create(vrf)).toOptional().orElseThrow();
    assertThat(read.isKind("vrf")).isTrue();
    assertThat(Integer.toUnsignedLong(read.detail().vrfTable().orElseThrow()))
        .isEqualTo(4_000_000_000L);
  }

  @Test
  void setMasterBytes() {
    NlMessage message = LinkMessages.setMaster(3, 7);
    assertThat(message.type()).isEqualTo(16);
    assertThat(message.flags()).isEqualTo(0x5); // REQUEST ACK
    assertThat(hex(message))
        .isEqualTo(
            "00000000"
                + "03000000" // ifindex 3
                + "00000000"
                + "00000000"
                + "08000a00" // IFLA_MASTER
                + "07000000");
  }

  @Test
  void ipvlanBytes() {
    NlMessage message =
        LinkMessages.create(
            NewLink.ipvlan("ipv51", 2, NewLink.IpvlanMode.L2, NewLink.IpvlanFlag.PRIVATE));
    assertThat(hex(message))
        .endsWith(
            "2400"
                + "1280" // IFLA_LINKINFO, nested
                + "0b00"
                + "0100"
                + "6970766c616e00"
                + "00" // IFLA_INFO_KIND
                + "1400"
                + "0280" // IFLA_INFO_DATA
                + "0600"
                + "0100"
                + "0000"
                + "0000" // mode L2
                + "0600"
                + "0200"
                + "0100"
                + "0000"); // flag private
  }

  @Test
  void routeReadsBackAsWritten() {
    RouteInfo route =
        RouteInfo.to(new IpPrefix(ip("198.51.100.0"), 24))
            .table(1000)
            .scope(RouteInfo.SCOPE_LINK)
            .tos(8)
            .priority(50)
            .preferredSource(ip("192.0.2.1"))
            .hops(
                List.of(
                    RouteInfo.Hop.via(ip("192.0.2.254")).on(2).weighing(3),
                    RouteInfo.Hop.via(ip("2001:db8::2")).on(3).weighing(256)))
            .metric(2, 1400)
            .congestionControl("cubic")
            .build();
    assertThat(RouteMessages.decode(RouteMessages.add(route, RouteMessages.Mode.ADD)))
        .isEqualTo(new NlDecoded.Ok<>(route));
  }

  @Test
  void routeExtrasReadBackAsWritten() {
    RouteInfo route =
        RouteInfo.to(new IpPrefix(ip("::"), 0))
            .source(new IpPrefix(ip("2001:db8::"), 32))
            .flags(RouteInfo.F_ONLINK)
            .hop(
                RouteInfo.Hop.via(ip("fe80::1"))
                    .on(4)
                    .encapsulated(new RouteInfo.Encapsulation(1, List.of((byte) 1, (byte) 2))))
            .preference(3)
            .extra(
                new RouteInfo.Extra(
                    OptionalLong.of(7),
                    OptionalLong.of(60),
                    OptionalInt.of(1),
                    OptionalLong.empty()))
            .build();
    assertThat(RouteMessages.decode(RouteMessages.add(route, RouteMessages.Mode.PREPEND)))
        .isEqualTo(new NlDecoded.Ok<>(route));
  }

  @Test
  void ruleReadsBackAsWritten() {
    RuleInfo.Selector all =
        new RuleInfo.Selector(
            Optional.of(new IpPrefix(ip("10.0.0.0"), 8)),
            Optional.of(IpPrefix.host(ip("192.0.2.7"))),
            Optional.of("eth0"),
            Optional.of("eth1"),
            16,
            OptionalLong.of(5),
            OptionalLong.of(0xff),
            OptionalLong.of(42),
            OptionalInt.of(6),
            Optional.of(new RuleInfo.Range(1000, 2000)),
            Optional.of(new RuleInfo.Range(80, 80)),
            Optional.of(new RuleInfo.Range(0, 4_000_000_000L)));
    RuleInfo rule =
        new RuleInfo(
            IpBytes.AF_INET,
            RuleInfo.ACTION_TABLE,
            1000,
            OptionalLong.of(100),
            true,
            all,
            OptionalLong.empty(),
            new RuleInfo.Suppress(OptionalLong.of(0), OptionalLong.of(3)),
            OptionalLong.of(0x10002),
            true,
            18);
    assertThat(RuleMessages.decode(RuleMessages.add(rule))).isEqualTo(new NlDecoded.Ok<>(rule));
  }

  @Test
  void eventKeepsTheKindOfMessage() {
    AddressInfo address = AddressInfo.of(ip("10.0.0.10"), 32, 3);
    assertThat(RtMessages.event(AddressMessages.delete(address)))
        .isEqualTo(new NlDecoded.Ok<RtEvent>(new RtEvent.AddressRemoved(address)));
    assertThat(RtMessages.event(new NlMessage(28, 0, 0, 0, new byte[12])))
        .isInstanceOf(NlDecoded.Malformed.class);
  }
}
