package org.lvsdirector.healthcheck.io;

import java.util.List;
import java.util.Map;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.healthcheck.pool.ServerKey;

/**
 * All pools and checkers at one moment.
 *
 * @param pools in file order
 * @param settled whether every checker that started as failed has had its say
 * @param checkers number of checkers in the file
 * @param probes number of probes that run for them, fewer where checks are shared
 * @param lateness how late checks started since the daemon started
 */
public record HealthSnapshot(
    List<Pool> pools, boolean settled, int checkers, int probes, Lateness.Reading lateness) {

  /**
   * One virtual server.
   *
   * @param state the pool
   * @param checks its checkers by real server, in file order
   */
  public record Pool(PoolSnapshot state, Map<ServerKey, List<CheckReport>> checks) {}

  public HealthSnapshot {
    pools = List.copyOf(pools);
  }
}
