package org.lvsdirector.healthcheck.io;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolPolicies;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * {@code ha_suspend}: checks rest while their virtual server's address is on another director.
 * Belongs to {@link CheckLoop}.
 */
final class Suspension {
  private Set<InetAddress> addresses = Set.of();
  private boolean known;

  /** The addresses this host has now; until they are known, every check runs. */
  void addresses(Set<InetAddress> present) {
    addresses = Set.copyOf(present);
    known = true;
  }

  /** Wakes or silences the checks of these virtual servers. */
  void apply(List<VirtualServer> servers, UnitPlan plan) {
    for (VirtualServer server : servers) {
      if (server.haSuspend()) {
        boolean suspended = known && !present(server.address());
        PoolKey pool = PoolKey.of(server);
        for (ServerKey real : PoolPolicies.checkers(server).keySet()) {
          plan.unitsOf(pool, real).forEach(unit -> unit.suspended = suspended);
        }
      }
    }
  }

  private boolean present(VirtualAddress address) {
    return switch (address) {
      case VirtualAddress.Address(var ip, _) -> addresses.contains(ip);
      case VirtualAddress.Group(var group, _) -> GroupAddresses.anyOf(group, addresses);
      case VirtualAddress.Fwmark _ -> true;
    };
  }
}
