package org.lvsdirector.ipvs.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.ipvs.model.DestinationKey;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.ServiceKey;

/**
 * One difference somebody else made to the kernel's table.
 *
 * @param service the service concerned
 * @param destination the destination concerned; empty when it is the service itself
 * @param found what the kernel had
 * @param wanted what it should have had
 */
public record Drift(
    ServiceKey service, Optional<DestinationKey> destination, String found, String wanted) {
  /**
   * Says for each change that repairs {@code actual} what was found there; a missing service stands
   * for its servers too.
   */
  public static List<Drift> of(List<IpvsChange> repairs, IpvsTable actual) {
    List<Drift> drifts = new ArrayList<>();
    Map<ServiceKey, Integer> missing = new HashMap<>();
    Set<ServiceKey> fresh = new HashSet<>();
    for (IpvsChange repair : repairs) {
      if (repair instanceof IpvsChange.NewService) {
        fresh.add(repair.key());
      } else if (repair instanceof IpvsChange.NewDestination && fresh.contains(repair.key())) {
        missing.merge(repair.key(), 1, Integer::sum);
      }
    }
    for (IpvsChange repair : repairs) {
      if (repair instanceof IpvsChange.NewService) {
        int servers = missing.getOrDefault(repair.key(), 0);
        drifts.add(
            new Drift(
                repair.key(),
                Optional.empty(),
                "missing",
                "present with " + servers + " destinations"));
      } else if (!(repair instanceof IpvsChange.NewDestination) || !fresh.contains(repair.key())) {
        drifts.add(one(repair, actual));
      }
    }
    return List.copyOf(drifts);
  }

  /** One line for the log. */
  public String describe() {
    return "service "
        + service
        + destination.map(d -> ", destination " + d).orElse("")
        + ": found "
        + found
        + ", wanted "
        + wanted;
  }

  private static Drift one(IpvsChange repair, IpvsTable actual) {
    ServiceKey key = repair.key();
    return switch (repair) {
      case IpvsChange.NewService _ -> new Drift(key, Optional.empty(), "missing", "present");
      case IpvsChange.SetService(var service) ->
          new Drift(
              key,
              Optional.empty(),
              actual.pool(key).map(pool -> ServiceText.of(pool.service())).orElse("missing"),
              ServiceText.of(service));
      case IpvsChange.DelService _ -> new Drift(key, Optional.empty(), "present", "absent");
      case IpvsChange.NewDestination(_, var wanted) ->
          new Drift(key, Optional.of(wanted.key()), "missing", ServiceText.of(wanted));
      case IpvsChange.SetDestination(_, var wanted) ->
          new Drift(
              key,
              Optional.of(wanted.key()),
              found(actual, key, wanted.key()),
              ServiceText.of(wanted));
      case IpvsChange.DelDestination(_, var destination) ->
          new Drift(key, Optional.of(destination), found(actual, key, destination), "absent");
    };
  }

  private static String found(IpvsTable actual, ServiceKey key, DestinationKey destination) {
    return actual
        .pool(key)
        .flatMap(
            pool ->
                pool.destinations().stream().filter(d -> d.key().equals(destination)).findFirst())
        .map((IpvsDestination d) -> ServiceText.of(d))
        .map(Objects::requireNonNull)
        .orElse("missing");
  }
}
