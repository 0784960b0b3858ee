package org.lvsdirector.ipvs.diff;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.ServiceKey;

/**
 * What may be done to a table found at start, before the health of the servers is known.
 *
 * <p>A server the first check has not yet judged looks like a failed one. So until then no service
 * and no destination is removed or set to weight 0, and a pool that would lose servers keeps all
 * its destinations as they are: an early sorry server beside good servers would answer a part of
 * the clients.
 */
public final class Adoption {
  private Adoption() {}

  /** The changes that take nothing away from {@code actual}. */
  public static List<IpvsChange> harmless(List<IpvsChange> changes, IpvsTable actual) {
    Set<ServiceKey> kept = new HashSet<>();
    for (IpvsChange change : changes) {
      if (takesAway(change, actual)) {
        kept.add(change.key());
      }
    }
    return changes.stream()
        .filter(change -> isService(change) || !kept.contains(change.key()))
        .toList();
  }

  private static boolean isService(IpvsChange change) {
    return change instanceof IpvsChange.NewService || change instanceof IpvsChange.SetService;
  }

  private static boolean takesAway(IpvsChange change, IpvsTable actual) {
    return switch (change) {
      case IpvsChange.DelService _, IpvsChange.DelDestination _ -> true;
      case IpvsChange.SetDestination(var key, var wanted) ->
          wanted.weight() == 0 && weight(actual, key, wanted).orElse(0) > 0;
      case IpvsChange.NewService _, IpvsChange.SetService _, IpvsChange.NewDestination _ -> false;
    };
  }

  private static Optional<Integer> weight(
      IpvsTable actual, ServiceKey key, IpvsDestination wanted) {
    return actual
        .pool(key)
        .flatMap(
            pool ->
                pool.destinations().stream().filter(d -> d.key().equals(wanted.key())).findFirst())
        .map(IpvsDestination::weight);
  }
}
