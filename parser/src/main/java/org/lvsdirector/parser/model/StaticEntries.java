package org.lvsdirector.parser.model;

import java.util.List;

/**
 * Entries held from start to stop, whatever VRRP does.
 *
 * @param addresses {@code static_ipaddress}
 * @param routes {@code static_routes}
 * @param rules {@code static_rules}
 */
public record StaticEntries(List<VipAddress> addresses, List<IpRoute> routes, List<IpRule> rules) {
  /** None. */
  public static final StaticEntries NONE = new StaticEntries(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public StaticEntries {
    addresses = List.copyOf(addresses);
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return addresses.isEmpty() && routes.isEmpty() && rules.isEmpty();
  }
}
