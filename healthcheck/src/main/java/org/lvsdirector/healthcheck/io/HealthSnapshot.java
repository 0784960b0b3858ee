package org.lvsdirector.healthcheck.io;

import java.time.Duration;
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
 * @param durations how long checks took since then, by kind and outcome
 */
public record HealthSnapshot(
    List<Pool> pools,
    boolean settled,
    int checkers,
    int probes,
    Lateness.Reading lateness,
    List<Durations> durations) {

  /**
   * One virtual server.
   *
   * @param state the pool
   * @param checks its checkers by real server, in file order
   */
  public record Pool(PoolSnapshot state, Map<ServerKey, List<CheckReport>> checks) {}

  /**
   * How long the checks of one kind took that ended in one way.
   *
   * @param kind the keyword, as {@code TCP_CHECK}
   * @param outcome {@code passed}, {@code failed}, {@code timeout} or {@code error}
   * @param boundsMillis upper bounds of the buckets, ascending
   * @param counts runs in each bucket, not cumulated; one more than bounds
   * @param sum of all runs
   */
  public record Durations(
      String kind, String outcome, List<Double> boundsMillis, List<Long> counts, Duration sum) {
    public Durations {
      boundsMillis = List.copyOf(boundsMillis);
      counts = List.copyOf(counts);
    }
  }

  public HealthSnapshot {
    pools = List.copyOf(pools);
    durations = List.copyOf(durations);
  }
}
