package org.lvsdirector.ipvs.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.ipvs.diff.SyncDaemonStep;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.linux.io.LinuxException;

/**
 * Keeps what stands beside the table: connection timeouts and sync daemons. Used by the
 * reconciler's thread alone.
 */
final class SideKeeper {
  private final Ipvs ipvs;
  private @Nullable IpvsTimeouts original;
  private final Set<SyncDaemon> started = new HashSet<>();
  private boolean ownsDaemons;

  SideKeeper(Ipvs ipvs) {
    this.ipvs = ipvs;
  }

  /** Brings timeouts and daemons to the goal; the answer holds the problems. */
  List<String> round(Goal goal) throws LinuxException {
    timeouts(goal.timeouts());
    return goal.syncDaemons().isPresent() ? daemons(goal.syncDaemons().get()) : abandon();
  }

  /** Restores the timeouts found at start and stops the daemons that are ours. */
  void release() throws LinuxException {
    timeouts(Optional.empty());
    List<String> _ = abandon();
  }

  private void timeouts(Optional<IpvsTimeouts> wanted) throws LinuxException {
    if (wanted.isEmpty()) {
      if (original != null) {
        ipvs.setTimeouts(original);
        original = null;
      }
      return;
    }
    IpvsTimeouts present = ipvs.timeouts();
    if (original == null) {
      original = present;
    }
    IpvsTimeouts target = wanted.get().over(original);
    if (!target.equals(present)) {
      ipvs.setTimeouts(target);
    }
  }

  private List<String> abandon() throws LinuxException {
    List<String> problems = ownsDaemons ? daemons(Set.of()) : List.of();
    ownsDaemons = false;
    return problems;
  }

  private List<String> daemons(Set<SyncDaemon> wanted) throws LinuxException {
    ownsDaemons = true;
    List<String> problems = new ArrayList<>();
    for (SyncDaemonStep step : SyncDaemonStep.between(ipvs.syncDaemons(), wanted, started)) {
      try {
        switch (step) {
          case SyncDaemonStep.Stop(var role) -> ipvs.stopSyncDaemon(role);
          case SyncDaemonStep.Start(var daemon) -> {
            ipvs.startSyncDaemon(daemon);
            started.add(daemon);
          }
        }
      } catch (LinuxException e) {
        problems.add(step.describe() + ": " + e.getMessage());
      }
    }
    started.retainAll(wanted);
    return problems;
  }
}
