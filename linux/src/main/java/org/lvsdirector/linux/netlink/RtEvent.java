package org.lvsdirector.linux.netlink;

import java.util.List;

/** What happened to the links, addresses, routes and rules of a network namespace. */
public sealed interface RtEvent {

  /** An interface is new or anything about it changed. */
  record LinkChanged(LinkInfo link) implements RtEvent {}

  /** An interface is gone. */
  record LinkRemoved(LinkInfo link) implements RtEvent {}

  /** An address is new, or its flags or lifetime changed. */
  record AddressChanged(AddressInfo address) implements RtEvent {}

  /** An address is gone. */
  record AddressRemoved(AddressInfo address) implements RtEvent {}

  /** A route is new or replaced. */
  record RouteChanged(RouteInfo route) implements RtEvent {}

  /** A route is gone. */
  record RouteRemoved(RouteInfo route) implements RtEvent {}

  /** A rule is new. */
  record RuleChanged(RuleInfo rule) implements RtEvent {}

  /** A rule is gone. */
  record RuleRemoved(RuleInfo rule) implements RtEvent {}

  /**
   * The whole state: the first event of a monitor, and the one that follows lost messages. Whatever
   * was known before and is not in it is gone.
   */
  record Snapshot(
      List<LinkInfo> links,
      List<AddressInfo> addresses,
      List<RouteInfo> routes,
      List<RuleInfo> rules)
      implements RtEvent {
    public Snapshot {
      links = List.copyOf(links);
      addresses = List.copyOf(addresses);
      routes = List.copyOf(routes);
      rules = List.copyOf(rules);
    }
  }
}
