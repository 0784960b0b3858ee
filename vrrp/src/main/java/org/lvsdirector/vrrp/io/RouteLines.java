package org.lvsdirector.vrrp.io;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.lvsdirector.linux.netlink.IpPrefix;
import org.lvsdirector.linux.netlink.NlAttributes;
import org.lvsdirector.linux.netlink.RouteBuilder;
import org.lvsdirector.linux.netlink.RouteInfo;
import org.lvsdirector.linux.netlink.RouteMessages;
import org.lvsdirector.linux.netlink.RuleInfo;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.NextHop;
import org.lvsdirector.parser.model.RouteEncap;
import org.lvsdirector.parser.model.RouteMetric;

/** Route and rule lines of the file as the kernel wants them (keepalived reference, VRRP 16.6). */
final class RouteLines {
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int RTAX_LOCK = 1;

  private RouteLines() {}

  /**
   * The route.
   *
   * @param index number of an interface by name; an unknown one is left to the kernel to refuse
   * @param table the table, which for a VRF is not in the file
   */
  static RouteInfo route(IpRoute line, Function<String, OptionalInt> index, long table) {
    RouteBuilder route =
        RouteInfo.to(prefix(line.destination()))
            .table(table)
            .protocol(line.protocol())
            .scope(line.scope())
            .type(line.type().number())
            .tos(line.options().tos().orElse(0));
    line.source().ifPresent(s -> route.source(prefix(s)));
    line.preferredSource().ifPresent(route::preferredSource);
    line.metric().ifPresent(route::priority);
    line.options().preference().ifPresent(route::preference);
    line.options().congestionControl().ifPresent(route::congestionControl);
    metrics(line, route);
    int onlink = line.options().onlink() ? RouteInfo.F_ONLINK : 0;
    var _ = route.flags(onlink);
    var _ =
        route.hop(
            new RouteInfo.Hop(
                line.gateway(),
                line.interfaceName().map(index).orElse(OptionalInt.empty()),
                1,
                onlink,
                line.options().realms().orElse(0),
                line.options().encap().map(RouteLines::encapsulation)));
    var _ = route.hops(line.nexthops().stream().map(h -> hop(h, index)).toList());
    var _ =
        route.extra(
            new RouteInfo.Extra(
                OptionalLong.empty(),
                line.options().expires(),
                line.options().ttlPropagate(),
                OptionalLong.empty()));
    return route.build();
  }

  private static void metrics(IpRoute line, RouteBuilder route) {
    long locks = line.options().congestionControlLocked() ? 1L << 16 : 0;
    for (Map.Entry<RouteMetric, RouteMetric.Value> metric : line.options().metrics().entrySet()) {
      int number = metric.getKey().number();
      var _ = route.metric(number, metric.getValue().value());
      locks |= metric.getValue().locked() ? 1L << number : 0;
    }
    if (locks != 0) {
      var _ = route.metric(RTAX_LOCK, locks);
    }
  }

  private static RouteInfo.Hop hop(NextHop hop, Function<String, OptionalInt> index) {
    return new RouteInfo.Hop(
        hop.gateway(),
        hop.interfaceName().map(index).orElse(OptionalInt.empty()),
        hop.weight(),
        hop.onlink() ? RouteInfo.F_ONLINK : 0,
        hop.realms().orElse(0),
        hop.encap().map(RouteLines::encapsulation));
  }

  /**
   * LWTUNNEL_ENCAP_* and their attributes (linux/lwtunnel.h, linux/mpls_iptunnel.h, linux/ila.h).
   */
  private static RouteInfo.Encapsulation encapsulation(RouteEncap encap) {
    var attributes = NlAttributes.builder();
    int type =
        switch (encap) {
          case RouteEncap.Ip ip -> {
            ip.id().ifPresent(v -> attributes.bytes(1, big(v, 8)));
            ip.destination().ifPresent(a -> attributes.bytes(2, a.getAddress()));
            ip.source().ifPresent(a -> attributes.bytes(3, a.getAddress()));
            ip.ttl().ifPresent(v -> attributes.u8(4, v));
            ip.tos().ifPresent(v -> attributes.u8(5, v));
            ip.flags().ifPresent(v -> attributes.bytes(6, big(v, 2)));
            yield ip.family() == org.lvsdirector.parser.model.AddressFamily.INET ? 2 : 4;
          }
          case RouteEncap.Mpls mpls -> {
            ByteBuffer stack = ByteBuffer.allocate(4 * mpls.labels().size());
            for (int i = 0; i < mpls.labels().size(); i++) {
              boolean bottom = i == mpls.labels().size() - 1;
              stack.putInt(mpls.labels().get(i) << 12 | (bottom ? 1 << 8 : 0));
            }
            var _ = attributes.bytes(1, stack.array());
            mpls.ttl().ifPresent(v -> attributes.u8(2, v));
            yield 1;
          }
          case RouteEncap.Ila ila -> {
            var _ = attributes.bytes(1, big(ila.locator(), 8));
            yield 3;
          }
        };
    List<Byte> octets = new ArrayList<>();
    for (byte b : attributes.encode()) {
      octets.add(b);
    }
    return new RouteInfo.Encapsulation(type, octets);
  }

  private static byte[] big(long value, int length) {
    byte[] eight = ByteBuffer.allocate(8).putLong(value).array();
    return java.util.Arrays.copyOfRange(eight, 8 - length, 8);
  }

  static RouteMessages.Mode mode(IpRoute line) {
    return switch (line.creation()) {
      case ADD -> RouteMessages.Mode.ADD;
      case APPEND -> RouteMessages.Mode.APPEND;
      case PREPEND -> RouteMessages.Mode.PREPEND;
    };
  }

  static RuleInfo rule(IpRule line) {
    IpRule.Selector s = line.selector();
    var selector =
        new RuleInfo.Selector(
            line.from().map(RouteLines::prefix),
            line.to().map(RouteLines::prefix),
            s.inputInterface(),
            s.outputInterface(),
            s.tos().orElse(0),
            s.mark(),
            s.mask(),
            s.tunnelId(),
            s.ipProtocol(),
            s.sourcePorts().map(RouteLines::range),
            s.destinationPorts().map(RouteLines::range),
            s.userIds().map(RouteLines::range));
    var suppress =
        new RuleInfo.Suppress(wide(line.suppressPrefixLength()), wide(line.suppressGroup()));
    OptionalLong target =
        line.action() instanceof IpRule.Action.Goto(long priority)
            ? OptionalLong.of(priority)
            : OptionalLong.empty();
    long table = line.action() instanceof IpRule.Action.Table(long number) ? number : 0;
    return new RuleInfo(
        line.family() == org.lvsdirector.parser.model.AddressFamily.INET ? AF_INET : AF_INET6,
        action(line.action()),
        table,
        OptionalLong.of(line.priority()),
        line.inverted(),
        selector,
        target,
        suppress,
        line.realms(),
        line.action() instanceof IpRule.Action.L3mdev,
        line.protocol());
  }

  private static int action(IpRule.Action action) {
    return switch (action) {
      case IpRule.Action.Table _, IpRule.Action.L3mdev _ -> RuleInfo.ACTION_TABLE;
      case IpRule.Action.Goto _ -> RuleInfo.ACTION_GOTO;
      case IpRule.Action.Nop _ -> RuleInfo.ACTION_NOP;
      case IpRule.Action.Blackhole _ -> RuleInfo.ACTION_BLACKHOLE;
      case IpRule.Action.Unreachable _ -> RuleInfo.ACTION_UNREACHABLE;
      case IpRule.Action.Prohibit _ -> RuleInfo.ACTION_PROHIBIT;
    };
  }

  private static OptionalLong wide(OptionalInt value) {
    return value.isPresent() ? OptionalLong.of(value.getAsInt()) : OptionalLong.empty();
  }

  private static RuleInfo.Range range(IpRule.Interval interval) {
    return new RuleInfo.Range(interval.first(), interval.last());
  }

  private static IpPrefix prefix(org.lvsdirector.parser.model.IpPrefix prefix) {
    return new IpPrefix(prefix.address(), prefix.length());
  }

  /**
   * Whether the kernel's description is that of this line's route: what we compare when one
   * vanishes.
   */
  static boolean same(RouteInfo wanted, RouteInfo found) {
    return wanted.destination().equals(found.destination())
        && wanted.table() == found.table()
        && wanted.protocol() == found.protocol()
        && wanted.tos() == found.tos()
        && wanted.type() == found.type()
        && (wanted.priority().isEmpty() || wanted.priority().equals(found.priority()));
  }

  static boolean same(RuleInfo wanted, RuleInfo found) {
    return wanted.family() == found.family()
        && wanted.priority().equals(found.priority())
        && wanted.table() == found.table()
        && wanted.select().from().equals(found.select().from())
        && wanted.select().to().equals(found.select().to());
  }
}
