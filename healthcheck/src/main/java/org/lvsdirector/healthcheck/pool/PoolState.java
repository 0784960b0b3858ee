package org.lvsdirector.healthcheck.pool;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One virtual server and its real servers, between two events.
 *
 * @param policy the settings it runs with
 * @param servers the real servers in file order
 * @param quorumUp whether quorum holds
 * @param panic whether so few servers pass that all known ones are kept
 * @param quorumSince when {@code quorumUp} last changed
 */
public record PoolState(
    PoolPolicy policy,
    Map<ServerKey, RealServerState> servers,
    boolean quorumUp,
    boolean panic,
    Instant quorumSince) {

  public PoolState {
    servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
  }

  /** Nothing is checked here. */
  public boolean isUnchecked() {
    return servers.values().stream().allMatch(server -> server.checks().isEmpty());
  }

  /** The sorry server serves exactly while quorum is missing. */
  public boolean sorryActive() {
    return policy.sorry().isPresent() && !quorumUp;
  }
}
