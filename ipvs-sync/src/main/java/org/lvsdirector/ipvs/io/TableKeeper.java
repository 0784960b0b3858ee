package org.lvsdirector.ipvs.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.ipvs.diff.Adoption;
import org.lvsdirector.ipvs.diff.Drift;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.diff.IpvsDiff;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.linux.io.LinuxException;

/**
 * One round after the other: dump, diff, apply; or only a look, when all should be as it was left.
 * Used by the reconciler's thread alone.
 */
final class TableKeeper {
  private static final int RELEASE_TRIES = 5;

  private final Ipvs ipvs;
  private final ReconcilerListener listener;

  /** What the kernel was left with by the last round; empty when unknown. */
  private Optional<IpvsTable> left = Optional.empty();

  /** Owned by an earlier configuration and perhaps still in the kernel. */
  private final Set<ServiceKey> pending = new HashSet<>();

  private Set<ServiceKey> owned = Set.of();

  /** Services with changes that wait until health is known. */
  private Set<ServiceKey> postponed = Set.of();

  /** What the kernel refused of each service, until that is tried again. */
  private final Map<ServiceKey, List<ChangeFailure>> refused = new LinkedHashMap<>();

  /**
   * How a round ended.
   *
   * @param problems what the kernel refuses
   * @param again whether to look again soon
   */
  record Outcome(List<String> problems, boolean again) {
    static final Outcome GOOD = new Outcome(List.of(), false);
  }

  TableKeeper(Ipvs ipvs, ReconcilerListener listener) {
    this.ipvs = ipvs;
    this.listener = listener;
  }

  /**
   * Brings the kernel to the goal.
   *
   * @param full whether to look at the whole table instead of what changed since the last round
   * @return what remains to be done
   */
  Outcome round(Goal goal, boolean full) throws LinuxException {
    takeOver(goal);
    if (full && isSteady(goal) && ipvs.holds(goal.table(), owned)) {
      return Outcome.GOOD;
    }
    Optional<Set<ServiceKey>> scope =
        full ? Optional.empty() : left.map(table -> scope(table, goal));
    if (scope.isPresent() && scope.get().isEmpty()) {
      left = Optional.of(goal.table());
      return outcome();
    }
    IpvsTable actual = scope.isPresent() ? ipvs.dump(scope.get()) : ipvs.dump();
    IpvsTable wanted = scope.map(keys -> goal.table().only(keys)).orElse(goal.table());
    boolean same = scope.isEmpty() && isSteady(goal);
    List<IpvsChange> changes = changes(actual, wanted, goal);
    reportDrift(actual, scope, same ? Optional.of(changes) : Optional.empty());
    List<ChangeFailure> failures = changes.isEmpty() ? List.of() : ipvs.apply(changes);
    refused.keySet().removeIf(key -> scope.isEmpty() || scope.get().contains(key));
    for (ChangeFailure failure : failures) {
      refused.computeIfAbsent(failure.change().key(), _ -> new ArrayList<>()).add(failure);
    }
    if (failures.isEmpty()) {
      pending.removeIf(key -> goal.settled() && (scope.isEmpty() || scope.get().contains(key)));
    }
    left = Optional.of(goal.table());
    report(changes, failures);
    return outcome();
  }

  /** Forgets what the kernel holds: something went wrong in the middle. */
  void forget() {
    left = Optional.empty();
  }

  /** Removes what is ours and makes sure that it is gone. */
  void release() throws LinuxException {
    Set<ServiceKey> ours = new HashSet<>(owned);
    ours.addAll(pending);
    for (int attempt = 0; attempt < RELEASE_TRIES && !ours.isEmpty(); attempt++) {
      ours.retainAll(ipvs.services());
      List<IpvsChange> removals = new ArrayList<>(ours.size());
      ours.forEach(key -> removals.add(new IpvsChange.DelService(key)));
      List<ChangeFailure> failures = removals.isEmpty() ? List.of() : ipvs.apply(removals);
      report(removals, failures);
      if (failures.isEmpty()) {
        return;
      }
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private void takeOver(Goal goal) {
    if (goal.owned() == owned) {
      return;
    }
    pending.removeIf(goal.owned()::contains);
    owned.stream().filter(key -> !goal.owned().contains(key)).forEach(pending::add);
    owned = goal.owned();
  }

  private Set<ServiceKey> scope(IpvsTable before, Goal goal) {
    Set<ServiceKey> scope = before.differences(goal.table());
    scope.addAll(pending);
    if (goal.settled()) {
      scope.addAll(postponed);
    }
    return scope;
  }

  private List<IpvsChange> changes(IpvsTable actual, IpvsTable wanted, Goal goal) {
    Set<ServiceKey> ours = new HashSet<>(actual.keys());
    ours.removeIf(key -> !owned.contains(key) && !pending.contains(key));
    List<IpvsChange> changes = IpvsDiff.between(actual, wanted, ours);
    if (goal.settled()) {
      postponed = Set.of();
      return changes;
    }
    List<IpvsChange> harmless = Adoption.harmless(changes, actual);
    Set<ServiceKey> waiting = new HashSet<>(postponed);
    if (harmless.size() < changes.size()) {
      Set<IpvsChange> done = new HashSet<>(harmless);
      changes.stream()
          .filter(change -> !done.contains(change))
          .forEach(change -> waiting.add(change.key()));
    }
    postponed = waiting;
    return harmless;
  }

  /** Whether the goal is what the last round left, so that every change now is a repair. */
  private boolean isSteady(Goal goal) {
    return goal.settled()
        && pending.isEmpty()
        && postponed.isEmpty()
        && refused.isEmpty()
        && left.equals(Optional.of(goal.table()));
  }

  private void reportDrift(
      IpvsTable actual, Optional<Set<ServiceKey>> scope, Optional<List<IpvsChange>> known) {
    if (left.isEmpty()) {
      return;
    }
    List<IpvsChange> repairs = known.orElseGet(() -> repairs(left.get(), actual, scope));
    if (!repairs.isEmpty()) {
      listener.drifted(Drift.of(repairs, actual));
    }
  }

  private List<IpvsChange> repairs(
      IpvsTable before, IpvsTable actual, Optional<Set<ServiceKey>> scope) {
    Set<ServiceKey> unsure = new HashSet<>(postponed);
    unsure.addAll(refused.keySet());
    IpvsTable expected = scope.map(before::only).orElse(before).without(unsure);
    return IpvsDiff.between(actual.without(unsure), expected, Set.of());
  }

  private void report(List<IpvsChange> changes, List<ChangeFailure> failures) {
    if (failures.size() < changes.size()) {
      Set<IpvsChange> failed = new HashSet<>();
      failures.forEach(failure -> failed.add(failure.change()));
      listener.applied(
          failed.isEmpty()
              ? changes
              : changes.stream().filter(change -> !failed.contains(change)).toList());
    }
  }

  /** What was refused before remains a problem while a round is about other services. */
  private Outcome outcome() {
    List<String> problems = new ArrayList<>();
    for (List<ChangeFailure> failures : refused.values()) {
      failures.stream()
          .filter(failure -> !failure.isRace())
          .map(ChangeFailure::describe)
          .forEach(problems::add);
    }
    return new Outcome(problems, !refused.isEmpty());
  }
}
