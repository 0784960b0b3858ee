package org.lvsdirector.ipvs.desired;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * What one virtual server comes to, whatever the others are: they only meet in {@link
 * DesiredTable}.
 *
 * @param pools one for each of its services, in order
 * @param remarks what cannot be done, each a sentence for the log
 */
record DesiredPools(List<IpvsPool> pools, List<String> remarks) {
  DesiredPools {
    pools = List.copyOf(pools);
    remarks = List.copyOf(remarks);
  }

  static DesiredPools of(VirtualServer server, PoolView view) {
    if (view.servers().size() != server.realServers().size()) {
      throw new IllegalArgumentException(
          server.label()
              + ": health of "
              + view.servers().size()
              + " of "
              + server.realServers().size()
              + " servers");
    }
    Set<String> remarks = new LinkedHashSet<>();
    Destinations destinations = new Destinations(server, view, remarks);
    List<IpvsPool> pools = new ArrayList<>();
    for (ServiceKey key : ServiceKeys.of(server, remarks)) {
      pools.add(new IpvsPool(Settings.service(server, key), destinations.of(key)));
    }
    return new DesiredPools(pools, List.copyOf(remarks));
  }
}
