package org.lvsdirector.ipvs.desired;

import java.util.List;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * What the table needs to know of a virtual server's health.
 *
 * @param sorryActive the sorry server serves instead of the real servers
 * @param servers one view per real server, in the order of {@link VirtualServer#realServers}
 */
public record PoolView(boolean sorryActive, List<ServerView> servers) {
  /**
   * What the table needs to know of a real server's health.
   *
   * @param serving it passes its checks (or is kept in spite of them): it belongs into the table
   * @param weight its present weight, configured plus dynamic parts, 0 when drained; any value, it
   *     is clamped to what the kernel takes
   */
  public record ServerView(boolean serving, long weight) {}

  /** Copies the list. */
  public PoolView {
    servers = List.copyOf(servers);
  }

  /**
   * Every server serves with its configured weight: the state before any check, and the one a plan
   * assumes.
   */
  public static PoolView allServing(VirtualServer server) {
    return new PoolView(
        false,
        server.realServers().stream().map(real -> new ServerView(true, real.weight())).toList());
  }
}
