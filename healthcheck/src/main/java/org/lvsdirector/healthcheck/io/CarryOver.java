package org.lvsdirector.healthcheck.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.healthcheck.check.CheckKey;
import org.lvsdirector.healthcheck.check.CheckKeys;
import org.lvsdirector.healthcheck.check.CheckPolicy;
import org.lvsdirector.healthcheck.check.CheckState;
import org.lvsdirector.healthcheck.io.CheckUnit.Subscriber;

/**
 * What the units of a new configuration learn from those of the old one (keepalived reference, LVS
 * 27.4): a checker of a surviving real server takes over the state of the first old checker of that
 * server that asks the same.
 */
final class CarryOver {
  private final UnitPlan old;
  private final Map<Subscriber, List<CheckUnit>> unclaimed = new LinkedHashMap<>();

  CarryOver(UnitPlan old) {
    this.old = old;
  }

  void into(UnitPlan plan) {
    plan.units.forEach(this::inherit);
  }

  /** A shared unit takes what any of its checkers knows; one that has run knows more. */
  private void inherit(CheckUnit unit) {
    if (unit.policy.family() == CheckPolicy.Family.EVENT) {
      return;
    }
    CheckKey key = CheckKeys.of(unit.checker);
    CheckUnit best = null;
    boolean knownServer = false;
    boolean siblingFailed = false;
    for (Subscriber subscriber : unit.subscribers) {
      List<CheckUnit> siblings = old.unitsOf(subscriber.pool(), subscriber.server());
      knownServer |= !siblings.isEmpty();
      siblingFailed |= siblings.stream().anyMatch(s -> s.state.hasRun() && !s.state.up());
      CheckUnit claimed = claim(subscriber, siblings, key);
      if (claimed != null && (best == null || (!best.state.hasRun() && claimed.state.hasRun()))) {
        best = claimed;
      }
    }
    if (best != null) {
      unit.inherit(best);
    } else if (knownServer) {
      unit.adopt(CheckState.addedByReload(unit.policy, siblingFailed));
    }
  }

  private @Nullable CheckUnit claim(Subscriber subscriber, List<CheckUnit> siblings, CheckKey key) {
    var server = new Subscriber(subscriber.pool(), subscriber.server(), 0);
    List<CheckUnit> free = unclaimed.computeIfAbsent(server, _ -> new ArrayList<>(siblings));
    for (CheckUnit candidate : free) {
      if (CheckKeys.of(candidate.checker).equals(key)) {
        free.remove(candidate);
        return candidate;
      }
    }
    return null;
  }
}
