package org.lvsdirector.healthcheck.pool;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What others need to know of a virtual server at one moment: the table wanted in the kernel
 * follows from it.
 *
 * @param key the virtual server
 * @param quorumUp whether quorum holds
 * @param quorumSince when that last changed
 * @param sorryActive whether the sorry server serves instead of the real servers
 * @param panic whether servers that fail are kept because too many fail at once
 * @param servers the real servers in file order
 */
public record PoolSnapshot(
    PoolKey key,
    boolean quorumUp,
    Instant quorumSince,
    boolean sorryActive,
    boolean panic,
    List<Server> servers) {

  /**
   * One real server.
   *
   * @param key who it is
   * @param alive all its checkers pass
   * @param serving alive, or kept because of panic: to be in the table (with {@code
   *     inhibit_on_failure} the others are there too, with weight 0)
   * @param weight effective weight for the kernel, 0 to 2147483647; 0 when drained, lower than
   *     configured while it climbs back
   * @param drained taken out by an operator
   * @param since when {@code alive} last changed
   * @param failedCheckers how many of its checkers do not pass
   */
  public record Server(
      ServerKey key,
      boolean alive,
      boolean serving,
      long weight,
      boolean drained,
      Instant since,
      int failedCheckers) {}

  public PoolSnapshot {
    servers = List.copyOf(servers);
  }

  /** The real servers by key: for who asks after many of them. */
  public Map<ServerKey, Server> byKey() {
    Map<ServerKey, Server> map = HashMap.newHashMap(servers.size());
    servers.forEach(server -> map.putIfAbsent(server.key(), server));
    return map;
  }

  /** The real server of this name, if the pool has it. */
  public Optional<Server> server(ServerKey wanted) {
    return servers.stream().filter(s -> s.key().equals(wanted)).findFirst();
  }
}
