package org.lvsdirector.ipvs.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.lvsdirector.ipvs.model.SyncDaemon;

/** One command about the kernel's sync daemons. */
public sealed interface SyncDaemonStep {
  /** Ends the daemon of a role. */
  record Stop(SyncDaemon.Role role) implements SyncDaemonStep {}

  /** Starts a daemon. */
  record Start(SyncDaemon daemon) implements SyncDaemonStep {}

  /**
   * The commands from the running daemons to the wanted ones; stops come first, as a role can run
   * once only.
   *
   * @param running what the kernel reports
   * @param wanted what shall run
   * @param started what we started: the kernel cuts a message length to the interface's MTU, which
   *     is no reason to start again
   */
  static List<SyncDaemonStep> between(
      Collection<SyncDaemon> running, Collection<SyncDaemon> wanted, Set<SyncDaemon> started) {
    List<SyncDaemonStep> steps = new ArrayList<>();
    for (SyncDaemon daemon : running) {
      if (wanted.stream().noneMatch(want -> serves(daemon, want, started))) {
        steps.add(new Stop(daemon.role()));
      }
    }
    for (SyncDaemon want : wanted) {
      if (running.stream().noneMatch(daemon -> serves(daemon, want, started))) {
        steps.add(new Start(want));
      }
    }
    return steps;
  }

  private static boolean serves(SyncDaemon running, SyncDaemon wanted, Set<SyncDaemon> started) {
    if (running.satisfies(wanted)) {
      return true;
    }
    return started.contains(wanted) && running.withMaxLength(wanted.maxLength()).satisfies(wanted);
  }

  /** What the step does, for a log line. */
  default String describe() {
    return switch (this) {
      case Stop(var role) -> "stop sync daemon " + role;
      case Start(var daemon) ->
          "start sync daemon " + daemon.role() + " on " + daemon.interfaceName();
    };
  }
}
