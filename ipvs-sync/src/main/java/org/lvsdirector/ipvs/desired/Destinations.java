package org.lvsdirector.ipvs.desired;

import java.net.InetAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.ipvs.model.DestinationKey;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.SorryServer;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * The destinations of a virtual server's services (keepalived reference, LVS 3.1 and 12 to 14).
 *
 * <pre>
 * server        sorry server inactive     active
 * serving       its weight                absent, or weight 0 with inhibit
 * not serving   absent, or weight 0 with inhibit
 * sorry server  absent, or weight 0 with sorry_server_inhibit     weight 1
 * </pre>
 */
final class Destinations {
  private static final int SORRY_WEIGHT = 1;

  private final VirtualServer server;
  private final PoolView view;
  private final Set<String> remarks;
  private int lastPort = -1;
  private Optional<Family> lastFamily = Optional.empty();
  private List<IpvsDestination> last = List.of();

  Destinations(VirtualServer server, PoolView view, Set<String> remarks) {
    this.server = server;
    this.view = view;
    this.remarks = remarks;
  }

  /** The destinations of one of its services; those of a range share one list. */
  List<IpvsDestination> of(ServiceKey key) {
    if (key.port() != lastPort || !lastFamily.equals(Optional.of(key.family()))) {
      lastPort = key.port();
      lastFamily = Optional.of(key.family());
      last = List.copyOf(compute(key));
    }
    return last;
  }

  private Collection<IpvsDestination> compute(ServiceKey key) {
    Map<DestinationKey, IpvsDestination> all = new LinkedHashMap<>();
    for (int i = 0; i < server.realServers().size(); i++) {
      RealServer real = server.realServers().get(i);
      weight(real, view.servers().get(i))
          .flatMap(weight -> real(key, real, weight))
          .ifPresent(destination -> all.putIfAbsent(destination.key(), destination));
    }
    server.sorryServer().ifPresent(sorry -> sorry(key, sorry, all));
    return all.values();
  }

  private Optional<Integer> weight(RealServer real, PoolView.ServerView health) {
    if (health.serving() && !view.sorryActive()) {
      return Optional.of(Math.clamp(health.weight(), 0, Integer.MAX_VALUE));
    }
    return real.inhibitOnFailure() ? Optional.of(0) : Optional.empty();
  }

  private Optional<IpvsDestination> real(ServiceKey key, RealServer real, int weight) {
    return destination(key, real.address(), real.port(), real.forwarding())
        .map(
            plain ->
                plain
                    .withWeight(weight)
                    .withThresholds(
                        threshold(real.upperThreshold()), threshold(real.lowerThreshold())));
  }

  /**
   * The kernel refuses more than a signed number holds; so many connections are no limit anyway.
   */
  private static long threshold(long configured) {
    return Math.min(configured, Integer.MAX_VALUE);
  }

  /**
   * The sorry server may be one of the real servers: the active one wins, the idle one is not
   * installed beside it.
   */
  private void sorry(ServiceKey key, SorryServer sorry, Map<DestinationKey, IpvsDestination> all) {
    if (!view.sorryActive() && !sorry.inhibit()) {
      return;
    }
    destination(key, sorry.address(), sorry.port(), sorry.forwarding())
        .ifPresent(
            destination -> {
              if (view.sorryActive()) {
                all.put(destination.key(), destination.withWeight(SORRY_WEIGHT));
              } else {
                all.putIfAbsent(destination.key(), destination.withWeight(0));
              }
            });
  }

  private Optional<IpvsDestination> destination(
      ServiceKey key, InetAddress host, int port, Forwarding forwarding) {
    IpAddress address = IpAddress.of(host);
    ForwardingMethod method = Settings.method(forwarding);
    if (address.family() != key.family() && method != ForwardingMethod.TUNNEL) {
      remarks.add(
          server.label()
              + ": "
              + address
              + " has another family than service "
              + key
              + " and is not tunnelled; left out");
      return Optional.empty();
    }
    int used = forwarding.translatesPorts() ? port : key.port();
    IpvsDestination plain = IpvsDestination.of(address, used, method, 0);
    return Optional.of(
        method == ForwardingMethod.TUNNEL ? plain.tunnelled(Settings.tunnel(forwarding)) : plain);
  }
}
