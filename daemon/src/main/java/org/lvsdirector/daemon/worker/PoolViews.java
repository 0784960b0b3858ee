package org.lvsdirector.daemon.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.ipvs.desired.PoolView;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualServer;

/** Joins what the checks know with what the table needs: the two modules never see each other. */
final class PoolViews {
  private PoolViews() {}

  /**
   * The health of a virtual server, or, where the checks have not spoken of it yet, what it starts
   * with.
   */
  static PoolView of(VirtualServer service, Optional<PoolSnapshot> health) {
    Map<ServerKey, PoolSnapshot.Server> known = health.map(PoolSnapshot::byKey).orElse(Map.of());
    List<PoolView.ServerView> servers = new ArrayList<>(service.realServers().size());
    for (RealServer server : service.realServers()) {
      PoolSnapshot.Server state = known.get(ServerKey.of(service, server));
      servers.add(
          state == null
              ? new PoolView.ServerView(!startsDown(server), server.weight())
              : new PoolView.ServerView(state.serving(), state.weight()));
    }
    return new PoolView(health.map(PoolSnapshot::sorryActive).orElse(false), servers);
  }

  /** The key under which the checks speak of a virtual server. */
  static PoolKey key(VirtualServer service) {
    return PoolKey.of(service);
  }

  private static boolean startsDown(RealServer server) {
    return server.checkers().stream().anyMatch(PoolViews::isAlpha);
  }

  private static boolean isAlpha(Checker checker) {
    return checker.alpha();
  }
}
