package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.linux.netlink.NlMessage;
import org.lvsdirector.linux.netlink.RouteInfo;
import org.lvsdirector.linux.netlink.RouteMessages;
import org.lvsdirector.linux.netlink.RuleMessages;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;

/**
 * Every option of a route or rule line, from the text to the message for the kernel and back
 * (keepalived reference, VRRP 16.6): nothing that is read may be forgotten on the way.
 */
class RouteLinesTest {
  private static final Map<String, Integer> LINKS = Map.of("eth0", 2, "eth1", 3);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.2.0.0/16 dev eth0 | 10.2.0.0/16 dev 2
          to 10.2.0.0/16 oif eth0 | 10.2.0.0/16 dev 2
          unicast 10.2.0.0/16 dev eth0 | 10.2.0.0/16 dev 2
          inet 10.2.0.0/16 dev eth0 | 10.2.0.0/16 dev 2
          default via 10.0.0.1 dev eth0 | 0.0.0.0/0 via 10.0.0.1 dev 2
          any via 10.0.0.1 dev eth0 | 0.0.0.0/0 via 10.0.0.1 dev 2
          all via 10.0.0.1 dev eth0 | 0.0.0.0/0 via 10.0.0.1 dev 2
          10.2.0.0/16 gw 10.0.0.1 dev eth0 | 10.2.0.0/16 via 10.0.0.1 dev 2
          inet6 default via fd00::1 dev eth0 | ::/0 via fd00::1 dev 2
          default6 via fd00::1 dev eth0 | ::/0 via fd00::1 dev 2
          default via FD00::1 dev eth0 | ::/0 via fd00::1 dev 2
          10.2.0.0/16 via inet6 fe80::1 dev eth0 | 10.2.0.0/16 via fe80::1 dev 2
          10.2.0.0/16 dev eth0 src 10.0.0.5 | 10.2.0.0/16 dev 2 src 10.0.0.5
          fd01::/64 from fd02::/48 dev eth0 | fd01::/64 from fd02::/48 dev 2
          10.2.0.0/16 dev eth0 tos 0x10 | 10.2.0.0/16 dev 2 tos 16
          10.2.0.0/16 dev eth0 dsfield 8 | 10.2.0.0/16 dev 2 tos 8
          10.2.0.0/16 dev eth0 table 1000 | 10.2.0.0/16 dev 2 table 1000
          10.2.0.0/16 dev eth0 table local | 10.2.0.0/16 dev 2 table 255
          10.2.0.0/16 dev eth0 protocol 99 no_track | 10.2.0.0/16 dev 2 proto 99
          10.2.0.0/16 dev eth0 scope link | 10.2.0.0/16 dev 2 scope 253
          10.2.0.0/16 dev eth0 metric 4294967295 | 10.2.0.0/16 dev 2 metric 4294967295
          10.2.0.0/16 dev eth0 priority 7 | 10.2.0.0/16 dev 2 metric 7
          10.2.0.0/16 dev eth0 preference 7 | 10.2.0.0/16 dev 2 metric 7
          10.2.0.0/16 via 10.9.9.9 dev eth0 onlink | 10.2.0.0/16 via 10.9.9.9 dev 2 flags 4
          fd01::/64 dev eth0 expires 30 | fd01::/64 dev 2 expires 30
          10.2.0.0/16 dev eth0 mtu 1400 | 10.2.0.0/16 dev 2 rtax2=1400
          10.2.0.0/16 dev eth0 mtu lock 1400 | 10.2.0.0/16 dev 2 rtax1=4 rtax2=1400
          10.2.0.0/16 dev eth0 window 4096 | 10.2.0.0/16 dev 2 rtax3=4096
          10.2.0.0/16 dev eth0 rtt 300ms | 10.2.0.0/16 dev 2 rtax4=2400
          10.2.0.0/16 dev eth0 rtt lock 2s | 10.2.0.0/16 dev 2 rtax1=16 rtax4=16000
          10.2.0.0/16 dev eth0 rttvar 300ms | 10.2.0.0/16 dev 2 rtax5=1200
          10.2.0.0/16 dev eth0 ssthresh lock 9 | 10.2.0.0/16 dev 2 rtax1=64 rtax6=9
          10.2.0.0/16 dev eth0 cwnd lock 9 | 10.2.0.0/16 dev 2 rtax1=128 rtax7=9
          10.2.0.0/16 dev eth0 advmss lock 1360 | 10.2.0.0/16 dev 2 rtax1=256 rtax8=1360
          10.2.0.0/16 dev eth0 reordering lock 9 | 10.2.0.0/16 dev 2 rtax1=512 rtax9=9
          10.2.0.0/16 dev eth0 hoplimit 63 | 10.2.0.0/16 dev 2 rtax10=63
          10.2.0.0/16 dev eth0 initcwnd 10 | 10.2.0.0/16 dev 2 rtax11=10
          10.2.0.0/16 dev eth0 features ecn | 10.2.0.0/16 dev 2 rtax12=1
          10.2.0.0/16 dev eth0 rto_min lock 200ms | 10.2.0.0/16 dev 2 rtax1=8192 rtax13=200
          10.2.0.0/16 dev eth0 initrwnd 20 | 10.2.0.0/16 dev 2 rtax14=20
          10.2.0.0/16 dev eth0 quickack 1 | 10.2.0.0/16 dev 2 rtax15=1
          10.2.0.0/16 dev eth0 fastopen_no_cookie 1 | 10.2.0.0/16 dev 2 rtax17=1
          10.2.0.0/16 dev eth0 congctl cubic | 10.2.0.0/16 dev 2 congctl cubic
          10.2.0.0/16 dev eth0 congctl lock cubic | 10.2.0.0/16 dev 2 rtax1=65536 congctl cubic
          10.2.0.0/16 dev eth0 realms 1/2 | 10.2.0.0/16 dev 2 realm 65538
          fd01::/64 dev eth0 pref low | fd01::/64 dev 2 pref 3
          fd01::/64 dev eth0 pref medium | fd01::/64 dev 2 pref 0
          fd01::/64 dev eth0 pref high | fd01::/64 dev 2 pref 1
          10.2.0.0/16 dev eth0 ttl-propagate enabled | 10.2.0.0/16 dev 2 ttl-propagate 1
          10.2.0.0/16 dev eth0 ttl-propagate disabled | 10.2.0.0/16 dev 2 ttl-propagate 0
          blackhole 10.2.0.0/16 | type 6 10.2.0.0/16
          unreachable 10.2.0.0/16 | type 7 10.2.0.0/16
          prohibit 10.2.0.0/16 | type 8 10.2.0.0/16
          throw 10.2.0.0/16 | type 9 10.2.0.0/16
          local 10.2.0.0/16 dev eth0 | type 2 10.2.0.0/16 dev 2
          """)
  void everyOptionOfARouteReachesTheKernel(String line, String message) {
    assertThat(NetlinkText.of(roundTrip(line))).isEqualTo(message);
  }

  @Test
  void nexthopsReachTheKernelWithTheirOptions() {
    String line =
        "default metric 3 nexthop via 10.0.0.1 dev eth0 weight 3 onlink realms 4"
            + " nexthop via inet6 fe80::2 oif eth1";
    assertThat(NetlinkText.of(roundTrip(line)))
        .isEqualTo(
            "0.0.0.0/0 metric 3 nexthop via 10.0.0.1 dev 2 realm 4 weight 3 flags 4"
                + " nexthop via fe80::2 dev 3 weight 1");
    assertThat(NetlinkText.of(roundTrip("10.2.0.0/16 via 10.0.0.1 or 10.0.0.2")))
        .isEqualTo("10.2.0.0/16 nexthop via 10.0.0.1 weight 1 nexthop via 10.0.0.2 weight 1");
  }

  /** The attributes as the kernel defines them (linux/lwtunnel.h, mpls_iptunnel.h, ila.h). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ip id 5 | 2 0c0001000000000000000005
          ip dst 10.8.0.1 | 2 080002000a080001
          ip src 10.8.0.2 | 2 080003000a080002
          ip ttl 64 | 2 0500040040000000
          ip hoplimit 64 | 2 0500040040000000
          ip tos 4 | 2 0500050004000000
          ip tc 4 | 2 0500050004000000
          ip flags 1 | 2 0600060000010000
          ip6 dst fd00::1 | 4 14000200fd000000000000000000000000000001
          mpls 100/200 | 1 0c00010000064000000c8100
          mpls 100 ttl 5 | 1 08000100000641000500020005000000
          ila 1:2:3:4 | 3 0c0001000001000200030004
          """)
  void everyEncapsulationReachesTheKernel(String words, String attributes) {
    String line = "10.2.0.0/16 dev eth0 encap " + words;
    assertThat(NetlinkText.of(roundTrip(line))).isEqualTo("10.2.0.0/16 dev 2 encap " + attributes);
    String hop = "10.2.0.0/16 nexthop dev eth0 encap " + words;
    assertThat(NetlinkText.of(roundTrip(hop)))
        .isEqualTo("10.2.0.0/16 nexthop dev 2 encap " + attributes + " weight 1");
  }

  @ParameterizedTest
  @CsvSource({
    "add, 1536",
    "append, 3072",
    "prepend, 1024",
    "'', 1024",
  })
  void theWayOfCreationReachesTheKernel(String word, int flags) {
    IpRoute route = route("10.2.0.0/16 dev eth0 " + word);
    NlMessage message = RouteMessages.add(info(route), RouteLines.mode(route));
    assertThat(message.flags() & ~(NlMessage.F_REQUEST | NlMessage.F_ACK)).isEqualTo(flags);
  }

  @Test
  void theLastOfTableAndVrfCounts() {
    assertThat(route("10.2.0.0/16 dev eth0 table 7 vrf blue").options().vrf()).contains("blue");
    IpRoute table = route("10.2.0.0/16 dev eth0 vrf blue table 7");
    assertThat(table.options().vrf()).isEmpty();
    assertThat(table.table()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from 10.0.0.0/8 table 7 | inet 99 from 10.0.0.0/8 action 1 table 7
          to 10.0.0.0/8 lookup 7 | inet 99 to 10.0.0.0/8 action 1 table 7
          from default to 10.0.0.0/8 table main | inet 99 to 10.0.0.0/8 action 1 table 254
          from any table 1000 | inet 99 action 1 table 1000
          inet6 from all table 7 | inet6 99 action 1 table 7
          inet from all table 7 | inet 99 action 1 table 7
          from fd00::/64 table 7 | inet6 99 from fd00::/64 action 1 table 7
          not from 10.0.0.0/8 table 7 | inet 99 not from 10.0.0.0/8 action 1 table 7
          iif eth0 table 7 | inet 99 iif eth0 action 1 table 7
          dev eth0 table 7 | inet 99 iif eth0 action 1 table 7
          oif eth1 table 7 | inet 99 oif eth1 action 1 table 7
          tos 0x10 table 7 | inet 99 tos 16 action 1 table 7
          dsfield 16 table 7 | inet 99 tos 16 action 1 table 7
          fwmark 0x10 table 7 | inet 99 mark 16 action 1 table 7
          fwmark 4294967295/0xff table 7 | inet 99 mark 4294967295 mask 255 action 1 table 7
          tunnel-id 77 table 7 | inet 99 tunnel 77 action 1 table 7
          uidrange 1000-2000 table 7 | inet 99 uid 1000-2000 action 1 table 7
          ipproto tcp table 7 | inet 99 ipproto 6 action 1 table 7
          ipproto 17 sport 53-54 table 7 | inet 99 ipproto 17 sport 53-54 action 1 table 7
          ipproto udp dport 53 table 7 | inet 99 ipproto 17 dport 53-53 action 1 table 7
          from 10.0.0.0/8 table 7 realms 1/2 | inet 99 from 10.0.0.0/8 action 1 table 7 realms 65538
          table 7 suppress_prefixlength 3 | inet 99 action 1 table 7 suppress_prefixlength 3
          table 7 sup_pl 0 | inet 99 action 1 table 7 suppress_prefixlength 0
          table 7 suppress_ifgroup 4 | inet 99 action 1 table 7 suppress_ifgroup 4
          table 7 sup_group 4 | inet 99 action 1 table 7 suppress_ifgroup 4
          from 10.0.0.0/8 l3mdev | inet 99 from 10.0.0.0/8 action 1 l3mdev
          table 7 protocol 99 no_track | inet 99 action 1 table 7 proto 99
          from 10.0.0.0/8 goto 200 | inet 99 from 10.0.0.0/8 action 2 goto 200
          from 10.0.0.0/8 nop | inet 99 from 10.0.0.0/8 action 3
          from 10.0.0.0/8 blackhole | inet 99 from 10.0.0.0/8 action 6
          from 10.0.0.0/8 type unreachable | inet 99 from 10.0.0.0/8 action 7
          from 10.0.0.0/8 prohibit | inet 99 from 10.0.0.0/8 action 8
          """)
  void everyOptionOfARuleReachesTheKernel(String words, String message) {
    for (String keyword : new String[] {"preference", "order", "priority"}) {
      assertThat(rule(keyword + " 99 " + words)).isEqualTo(message);
    }
  }

  private static RouteInfo roundTrip(String line) {
    IpRoute route = route(line);
    return RouteMessages.decode(RouteMessages.add(info(route), RouteLines.mode(route)))
        .toOptional()
        .orElseThrow();
  }

  private static RouteInfo info(IpRoute route) {
    return RouteLines.route(route, RouteLinesTest::index, route.table());
  }

  private static OptionalInt index(String name) {
    Integer index = LINKS.get(name);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  private static IpRoute route(String line) {
    var statics = ConfFile.readAnyway("static_routes {\n " + line + "\n}\n").vrrp().statics();
    assertThat(statics.routes()).as(line).hasSize(1);
    return statics.routes().getFirst();
  }

  private static String rule(String line) {
    var statics = ConfFile.readAnyway("static_rules {\n " + line + "\n}\n").vrrp().statics();
    assertThat(statics.rules()).as(line).hasSize(1);
    IpRule rule = statics.rules().getFirst();
    return NetlinkText.of(
        RuleMessages.decode(RuleMessages.add(RouteLines.rule(rule))).toOptional().orElseThrow());
  }
}
