package org.lvsdirector.parser.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Root-level settings of the whole daemon (keepalived reference, parser 20).
 *
 * @param netNamespace {@code net_namespace}: the daemon runs in /run/netns/NAME
 * @param ipvsNamespace {@code net_namespace_ipvs}: where IPVS is programmed; empty name: that of
 *     process 1
 * @param namespaceWithIpsets {@code namespace_with_ipsets}
 * @param instance {@code instance}: part of log ident, pid and dump file names
 * @param usePidDir {@code use_pid_dir}, implied by instance and net_namespace
 * @param childWaitTime {@code child_wait_time}, whole seconds, default 5: patience with children at
 *     shutdown
 * @param linkbeatUsePolling {@code linkbeat_use_polling}
 */
public record ProcessSettings(
    Optional<String> netNamespace,
    Optional<String> ipvsNamespace,
    boolean namespaceWithIpsets,
    Optional<String> instance,
    boolean usePidDir,
    Duration childWaitTime,
    boolean linkbeatUsePolling) {
  /** Nothing configured. */
  public static final ProcessSettings DEFAULT =
      new ProcessSettings(
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          false,
          Duration.ofSeconds(5),
          false);
}
