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
    Map<ServiceKey, IpvsPool> pools = new LinkedHashMap<>();
    Set<String> remarks = new LinkedHashSet<>();
    for (VirtualServer server : virtualServers) {
      for (IpvsPool pool : pools(server, health.apply(server), remarks)) {
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

  /** The services a configuration names, whatever its health: what it owns. */
  public static Set<ServiceKey> owned(List<VirtualServer> virtualServers) {
    Set<ServiceKey> keys = new LinkedHashSet<>();
    for (VirtualServer server : virtualServers) {
      keys.addAll(ServiceKeys.of(server, new LinkedHashSet<>()));
    }
    return keys;
  }

  private static List<IpvsPool> pools(VirtualServer server, PoolView view, Set<String> remarks) {
    if (view.servers().size() != server.realServers().size()) {
      throw new IllegalArgumentException(
          server.label()
              + ": health of "
              + view.servers().size()
              + " of "
              + server.realServers().size()
              + " servers");
    }
    Destinations destinations = new Destinations(server, view, remarks);
    List<IpvsPool> pools = new ArrayList<>();
    for (ServiceKey key : ServiceKeys.of(server, remarks)) {
      pools.add(new IpvsPool(Settings.service(server, key), destinations.of(key)));
    }
    return pools;
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
