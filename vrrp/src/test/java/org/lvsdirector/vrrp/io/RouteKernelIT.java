package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.parser.model.StaticEntries;

/**
 * Route and rule lines as {@code ip} shows them once we have installed them, and that the same line
 * takes them away again (keepalived reference, VRRP 16.6).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteKernelIT {
  private static final int VRF_TABLE = 77;

  private Twin twin;
  private RtNetlink netlink;
  private final NetworkTable network = new NetworkTable();
  private RouteTable table;

  @BeforeAll
  void host() throws LinuxException {
    twin = Twin.create();
    twin.addInterface("eth1");
    Shell.sh("ip -n %s addr add 10.8.0.1/24 dev eth1".formatted(twin.host()));
    Shell.sh("ip -n %s addr add fd00::1/64 dev eth0 nodad".formatted(twin.host()));
    netlink = RtNetlink.open(twin.host());
    List<LinkInfo> links = new ArrayList<>(netlink.links());
    links.add(vrf());
    var _ = network.apply(new RtEvent.Snapshot(links, List.of(), List.of(), List.of()));
    table = new RouteTable(netlink, network);
  }

  @AfterAll
  void end() {
    netlink.close();
    twin.close();
  }

  /** Not every kernel has VRF devices; the table of one is just a number to routes. */
  private static LinkInfo vrf() {
    var detail =
        new LinkInfo.Detail(
            Optional.of("vrf"),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.of(VRF_TABLE));
    return new LinkInfo(
        9999,
        "blue",
        LinkInfo.IFF_UP,
        1500,
        LinkInfo.OperState.UP,
        1,
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        0,
        detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.2.0.0/16 dev eth0 | 10.2.0.0/16 dev eth0
          10.2.0.0/16 via 10.9.0.2 dev eth0 table 1000 | via 10.9.0.2 dev eth0 table 1000
          10.2.0.0/16 via inet6 fe80::2 dev eth0 | via inet6 fe80::2
          10.2.0.0/16 dev eth0 src 10.9.0.1 | src 10.9.0.1
          10.2.0.0/16 dev eth0 tos 0x10 | 10.2.0.0/16 tos
          10.2.0.0/16 dev eth0 scope link | scope link
          10.2.0.0/16 dev eth0 metric 7 | metric 7
          10.2.0.0/16 via 192.0.2.1 dev eth0 onlink | via 192.0.2.1 dev eth0 proto keepalived onlink
          10.2.0.0/16 dev eth0 mtu lock 1400 | mtu lock 1400
          10.2.0.0/16 dev eth0 window 4096 | window 4096
          10.2.0.0/16 dev eth0 rtt 300ms | rtt 300ms
          10.2.0.0/16 dev eth0 rttvar 300ms | rttvar 300ms
          10.2.0.0/16 dev eth0 ssthresh 9 | ssthresh 9
          10.2.0.0/16 dev eth0 cwnd lock 9 | cwnd lock 9
          10.2.0.0/16 dev eth0 advmss 1360 | advmss 1360
          10.2.0.0/16 dev eth0 reordering 9 | reordering 9
          10.2.0.0/16 dev eth0 hoplimit 63 | hoplimit 63
          10.2.0.0/16 dev eth0 initcwnd 10 | initcwnd 10
          10.2.0.0/16 dev eth0 features ecn | features ecn
          10.2.0.0/16 dev eth0 rto_min lock 200ms | rto_min lock 200ms
          10.2.0.0/16 dev eth0 initrwnd 20 | initrwnd 20
          10.2.0.0/16 dev eth0 quickack 1 | quickack 1
          10.2.0.0/16 dev eth0 fastopen_no_cookie 1 | fastopen_no_cookie 1
          10.2.0.0/16 dev eth0 congctl reno | congctl reno
          10.2.0.0/16 dev eth0 realms 1/2 | realms 1/2
          10.2.0.0/16 dev eth0 protocol 98 no_track | proto 98
          10.2.0.0/16 dev eth0 encap ip id 5 dst 10.9.0.7 | encap ip id 5
          blackhole 10.2.0.0/16 | blackhole 10.2.0.0/16
          unreachable 10.2.0.0/16 | unreachable 10.2.0.0/16
          prohibit 10.2.0.0/16 | prohibit 10.2.0.0/16
          throw 10.2.0.0/16 | throw 10.2.0.0/16
          local 10.2.0.0/16 dev eth0 scope host | local 10.2.0.0/16 dev eth0
          10.2.0.0/16 nexthop via 10.9.0.2 weight 3 nexthop via 10.8.0.2 | nexthop via 10.9.0.2 dev eth0 weight 3
          fd02::/64 dev eth0 expires 300 | expires
          fd02::/64 dev eth0 pref high | pref high
          fd02::/64 via fd00::2 dev eth0 metric 9 | fd02::/64 via fd00::2 dev eth0 proto keepalived metric 9
          inet6 fd02::/64 dev eth0 table 1000 | fd02::/64 dev eth0 table 1000
          fd02::/64 nexthop via fd00::2 dev eth0 nexthop via fd00::3 dev eth0 weight 2 | via fd00::3 dev eth0 weight 2
          10.2.0.0/16 dev eth0 vrf blue | 10.2.0.0/16 dev eth0 table 77
          fd02::/64 dev eth0 vrf blue | fd02::/64 dev eth0 table 77
          """)
  void aRouteIsInstalledAsWrittenAndRemoved(String line, String shown) throws LinuxException {
    var route = statics("static_routes", line).routes().getFirst();
    table.add("", route);
    assertThat(shownRoutes()).contains(shown);
    table.remove(route);
    assertThat(shownRoutes()).doesNotContain("10.2.0.0/16").doesNotContain("fd02::");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from 10.0.0.0/8 table 7 | 99: from 10.0.0.0/8 lookup 7
          to 10.0.0.0/8 table main | to 10.0.0.0/8 lookup main
          not from 10.0.0.0/8 table 7 | not from 10.0.0.0/8
          iif eth0 table 7 | iif eth0 lookup 7
          oif eth1 table 7 | oif eth1 lookup 7
          tos 0x10 table 7 | tos 0x10 lookup 7
          fwmark 5/0xff table 7 | fwmark 0x5/0xff lookup 7
          tunnel-id 77 table 7 | tun_id 77
          uidrange 1000-2000 table 7 | uidrange 1000-2000
          ipproto tcp sport 53-54 dport 80 table 7 | ipproto tcp sport 53-54 dport 80
          table 7 realms 1/2 | lookup 7 realms 1/2
          table 7 suppress_prefixlength 3 | suppress_prefixlength 3
          table 7 suppress_ifgroup 4 | suppress_ifgroup 4
          from 10.0.0.0/8 l3mdev | from 10.0.0.0/8 lookup [l3mdev-table]
          table 7 protocol 98 no_track | lookup 7 proto 98
          from 10.0.0.0/8 goto 32766 | goto 32766
          from 10.0.0.0/8 nop | from 10.0.0.0/8 nop
          from 10.0.0.0/8 blackhole | from 10.0.0.0/8 blackhole
          from 10.0.0.0/8 unreachable | from 10.0.0.0/8 unreachable
          from 10.0.0.0/8 prohibit | from 10.0.0.0/8 prohibit
          from fd00::/8 table 7 | from fd00::/8 lookup 7
          """)
  void aRuleIsInstalledAsWrittenAndRemoved(String line, String shown) throws LinuxException {
    var rule = statics("static_rules", "preference 99 " + line).rules().getFirst();
    table.add("", rule);
    assertThat(shownRules()).contains(shown);
    table.remove(rule);
    assertThat(shownRules()).doesNotContain("99:");
  }

  @Test
  void aRouteOfAVrfThatIsNotThereIsRefusedAndItsRemovalTouchesNothing() throws LinuxException {
    var elsewhere = statics("static_routes", "10.2.0.0/16 dev eth0").routes().getFirst();
    var route = statics("static_routes", "10.2.0.0/16 dev eth0 vrf green").routes().getFirst();
    table.add("", elsewhere);
    assertThatThrownBy(() -> table.add("", route))
        .hasMessage("add route 10.2.0.0/16 vrf green: ENODEV (there is no VRF of that name)");
    table.remove(route);
    assertThat(shownRoutes()).contains("10.2.0.0/16 dev eth0");
    table.remove(elsewhere);
  }

  private String shownRoutes() {
    return (twin.ip("route show table all") + twin.ip("-6 route show table all"))
        .replaceAll("\\s+", " ");
  }

  private String shownRules() {
    return (twin.ip("rule show") + twin.ip("-6 rule show")).replaceAll("[ \\t]+", " ");
  }

  private static StaticEntries statics(String block, String line) {
    return ConfFile.read(block + " {\n " + line + "\n}\n").vrrp().statics();
  }
}
