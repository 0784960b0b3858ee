package org.lvsdirector.ipvs.desired;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.lvsdirector.ipvs.model.DestinationKey;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * The table a configuration wants, given the health of its servers.
 *
 * @param table the wanted table, in file order
 * @param remarks what cannot be done, each a sentence for the log
 */
public record DesiredTable(IpvsTable table, List<String> remarks) {
  /** Nothing is wanted. */
  static final DesiredTable NOTHING = new DesiredTable(IpvsTable.empty(), List.of());

  /** Copies the list. */
  public DesiredTable {
    remarks = List.copyOf(remarks);
  }

  /**
   * Expands every virtual server to its services and puts into each the destinations its health
   * asks for.
   */
  public static DesiredTable of(
      List<VirtualServer> virtualServers, Function<? super VirtualServer, PoolView> health) {
    List<DesiredPools> parts = new ArrayList<>(virtualServers.size());
    for (VirtualServer server : virtualServers) {
      parts.add(DesiredPools.of(server, health.apply(server)));
    }
    return joined(parts);
  }

  /** The table of all virtual servers, given what each comes to, in file order. */
  static DesiredTable joined(List<DesiredPools> parts) {
    Map<ServiceKey, IpvsPool> pools = LinkedHashMap.newLinkedHashMap(parts.size());
    Set<String> remarks = new LinkedHashSet<>();
    for (DesiredPools part : parts) {
      remarks.addAll(part.remarks());
      for (IpvsPool pool : part.pools()) {
        IpvsPool before = pools.putIfAbsent(pool.key(), pool);
        if (before != null) {
          remarks.add(
              "service "
                  + pool.key()
                  + " is configured more than once: the first settings count, servers are joined");
          pools.put(pool.key(), joined(before, pool));
        }
      }
    }
    return new DesiredTable(IpvsTable.of(pools.values()), List.copyOf(remarks));
  }

  /**
   * The services a configuration names, whatever its health: what it owns. The keys of its table,
   * for who has no use for the table.
   */
  public static Set<ServiceKey> owned(List<VirtualServer> virtualServers) {
    Set<ServiceKey> keys = new LinkedHashSet<>();
    for (VirtualServer server : virtualServers) {
      keys.addAll(ServiceKeys.of(server, new LinkedHashSet<>()));
    }
    return keys;
  }

  /**
   * What keepalived's commands come to when two blocks name one service: adding what exists changes
   * nothing.
   */
  private static IpvsPool joined(IpvsPool first, IpvsPool second) {
    Map<DestinationKey, IpvsDestination> all = new LinkedHashMap<>();
    first.destinations().forEach(destination -> all.put(destination.key(), destination));
    for (IpvsDestination destination : second.destinations()) {
      all.putIfAbsent(destination.key(), destination);
    }
    return new IpvsPool(first.service(), List.copyOf(all.values()));
  }
}
