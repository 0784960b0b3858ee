package org.lvsdirector.vrrp.io;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.RouteInfo;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.linux.netlink.RuleInfo;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;

/** Routes and rules that we have installed, and for whom. Belongs to the loop thread. */
final class RouteTable {
  private final RtNetlink netlink;
  private final NetworkTable network;
  private final Map<RouteInfo, Owner> routes = new LinkedHashMap<>();
  private final Map<RuleInfo, Owner> rules = new LinkedHashMap<>();

  /**
   * Whom an entry belongs to.
   *
   * @param name instance, or empty for static entries
   * @param tracked whether it matters that it vanishes
   */
  record Owner(String name, boolean tracked) {}

  /**
   * An entry of ours that another program removed.
   *
   * @param owner whose it is
   * @param what for the log
   */
  record Gone(Owner owner, String what) {}

  RouteTable(RtNetlink netlink, NetworkTable network) {
    this.netlink = netlink;
    this.network = network;
  }

  void add(String owner, IpRoute line) throws LinuxException {
    OptionalLong table = table(line);
    if (table.isEmpty()) {
      throw new LinuxException(
          "add route",
          line.destination() + " vrf " + line.options().vrf().orElse(""),
          Errno.ENODEV,
          Optional.of("there is no VRF of that name"));
    }
    RouteInfo route = RouteLines.route(line, this::index, table.getAsLong());
    try {
      netlink.addRoute(route, RouteLines.mode(line));
    } catch (LinuxException e) {
      if (!e.is(Errno.EEXIST)) {
        throw e;
      }
    }
    routes.put(route, new Owner(owner, !line.noTrack()));
  }

  void remove(IpRoute line) throws LinuxException {
    OptionalLong table = table(line);
    if (table.isEmpty()) {
      forget(line);
      return;
    }
    RouteInfo route = RouteLines.route(line, this::index, table.getAsLong());
    var _ = routes.remove(route);
    try {
      netlink.deleteRoute(route);
    } catch (LinuxException e) {
      if (!e.is(Errno.ESRCH) && !e.is(Errno.ENODEV)) {
        throw e;
      }
    }
  }

  void add(String owner, IpRule line) throws LinuxException {
    RuleInfo rule = RouteLines.rule(line);
    try {
      netlink.addRule(rule);
    } catch (LinuxException e) {
      if (!e.is(Errno.EEXIST)) {
        throw e;
      }
    }
    rules.put(rule, new Owner(owner, !line.noTrack()));
  }

  void remove(IpRule line) throws LinuxException {
    RuleInfo rule = RouteLines.rule(line);
    var _ = rules.remove(rule);
    try {
      netlink.deleteRule(rule);
    } catch (LinuxException e) {
      if (!e.is(Errno.ENOENT)) {
        throw e;
      }
    }
  }

  /** The VRF has gone, and with it the number of its table: nothing can be removed by it. */
  private void forget(IpRoute line) {
    RouteInfo anywhere = RouteLines.route(line, this::index, 0);
    routes.keySet().removeIf(r -> r.toBuilder().table(0).build().equals(anywhere));
  }

  /** Empty if the line names a VRF that is not there. */
  private OptionalLong table(IpRoute line) {
    Optional<String> vrf = line.options().vrf();
    if (vrf.isEmpty()) {
      return OptionalLong.of(line.table());
    }
    OptionalInt number =
        network.link(vrf.get()).map(l -> l.detail().vrfTable()).orElse(OptionalInt.empty());
    return number.isPresent()
        ? OptionalLong.of(Integer.toUnsignedLong(number.getAsInt()))
        : OptionalLong.empty();
  }

  private OptionalInt index(String name) {
    return network.link(name).map(LinkInfo::index).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** Whether an event says that one of our entries has gone. */
  Optional<Gone> gone(RtEvent event) {
    return switch (event) {
      case RtEvent.RouteRemoved(RouteInfo found) ->
          routes.entrySet().stream()
              .filter(e -> e.getValue().tracked() && RouteLines.same(e.getKey(), found))
              .findFirst()
              .map(
                  e ->
                      new Gone(
                          e.getValue(),
                          "route " + found.destination() + " in table " + found.table()));
      case RtEvent.RuleRemoved(RuleInfo found) ->
          rules.entrySet().stream()
              .filter(e -> e.getValue().tracked() && RouteLines.same(e.getKey(), found))
              .findFirst()
              .map(e -> new Gone(e.getValue(), "rule " + found.priority().orElse(0)));
      default -> Optional.empty();
    };
  }
}
