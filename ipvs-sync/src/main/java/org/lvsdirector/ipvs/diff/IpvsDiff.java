package org.lvsdirector.ipvs.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.ipvs.model.DestinationKey;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.ServiceKey;

/**
 * Computes the commands that turn one table into another.
 *
 * <p>Order: per wanted service its own creation or edit, then new destinations and edits (those
 * that take weight away last); then all removals of destinations; then all removals of services.
 * Capacity is there before any is taken away, and a fresh service gets its servers at once instead
 * of after the last service of the file.
 */
public final class IpvsDiff {
  private final List<IpvsChange> changes = new ArrayList<>();
  private final List<IpvsChange> removals = new ArrayList<>();

  private IpvsDiff() {}

  /**
   * The ordered changes from {@code actual} to {@code wanted}.
   *
   * @param actual what the kernel holds
   * @param wanted what it shall hold; its services count as owned
   * @param owned further services that may be removed; services in neither are never touched
   */
  public static List<IpvsChange> between(
      IpvsTable actual, IpvsTable wanted, Set<ServiceKey> owned) {
    IpvsDiff diff = new IpvsDiff();
    for (IpvsPool pool : wanted.pools().values()) {
      diff.pool(actual.pools().get(pool.key()), pool);
    }
    diff.changes.addAll(diff.removals);
    for (ServiceKey key : actual.keys()) {
      if (owned.contains(key) && !wanted.pools().containsKey(key)) {
        diff.changes.add(new IpvsChange.DelService(key));
      }
    }
    return List.copyOf(diff.changes);
  }

  private void pool(@Nullable IpvsPool actual, IpvsPool wanted) {
    if (actual == null) {
      changes.add(new IpvsChange.NewService(wanted.service()));
      for (IpvsDestination destination : wanted.destinations()) {
        changes.add(new IpvsChange.NewDestination(wanted.key(), destination));
      }
      return;
    }
    if (!actual.service().equals(wanted.service())) {
      changes.add(new IpvsChange.SetService(wanted.service()));
    }
    if (!actual.destinations().equals(wanted.destinations())) {
      destinations(actual, wanted);
    }
  }

  private void destinations(IpvsPool actual, IpvsPool wanted) {
    Map<DestinationKey, IpvsDestination> present = HashMap.newHashMap(actual.destinations().size());
    for (IpvsDestination destination : actual.destinations()) {
      present.put(destination.key(), destination);
    }
    List<IpvsChange> reductions = new ArrayList<>();
    Set<DestinationKey> kept = HashSet.newHashSet(wanted.destinations().size());
    for (IpvsDestination destination : wanted.destinations()) {
      kept.add(destination.key());
      IpvsDestination before = present.get(destination.key());
      if (before == null) {
        changes.add(new IpvsChange.NewDestination(wanted.key(), destination));
      } else if (!before.satisfies(destination)) {
        boolean reduces = destination.weight() < before.weight();
        (reduces ? reductions : changes)
            .add(new IpvsChange.SetDestination(wanted.key(), destination));
      }
    }
    changes.addAll(reductions);
    for (IpvsDestination destination : actual.destinations()) {
      if (!kept.contains(destination.key())) {
        removals.add(new IpvsChange.DelDestination(wanted.key(), destination.key()));
      }
    }
  }
}
