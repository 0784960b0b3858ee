package org.lvsdirector.healthcheck.io;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.lvsdirector.healthcheck.pool.ServerPolicy;
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
  void apply(List<PolicyBook.Entry> checked, UnitPlan plan) {
    for (PolicyBook.Entry entry : checked) {
      VirtualServer server = entry.server();
      if (server.haSuspend()) {
        boolean suspended = known && !present(server.address());
        for (ServerPolicy real : entry.policy().servers()) {
          plan.unitsOf(entry.key(), real.key()).forEach(unit -> unit.suspended = suspended);
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
