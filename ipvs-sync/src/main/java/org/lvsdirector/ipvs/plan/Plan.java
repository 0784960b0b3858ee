package org.lvsdirector.ipvs.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.diff.IpvsDiff;
import org.lvsdirector.ipvs.diff.ServiceText;
import org.lvsdirector.ipvs.model.DestinationKey;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.LiveDestination;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.ipvs.model.ServiceKey;

/**
 * What would change.
 *
 * @param services services that change, in the order of the file, removed ones last
 * @param notes further changes, a sentence each, such as addresses that move; the caller knows them
 */
public record Plan(List<ServicePlan> services, List<String> notes) {
  /** Copies the lists. */
  public Plan {
    services = List.copyOf(services);
    notes = List.copyOf(notes);
  }

  /** The plan from the kernel's table as it is to the wanted one. */
  public static Plan between(LiveTable actual, IpvsTable wanted, Set<ServiceKey> owned) {
    return new Builder(actual).build(IpvsDiff.between(actual.table(), wanted, owned));
  }

  /** The plan from one table to another without knowledge of connections. */
  public static Plan between(IpvsTable before, IpvsTable after) {
    return new Builder(before).build(IpvsDiff.between(before, after, before.keys()));
  }

  /** The same plan with notes. */
  public Plan withNotes(List<String> newNotes) {
    return new Plan(services, newNotes);
  }

  /** Whether nothing would change. */
  public boolean isEmpty() {
    return services.isEmpty() && notes.isEmpty();
  }

  /** Services with the given action. */
  public long count(Action action) {
    return services.stream().filter(service -> service.action() == action).count();
  }

  /** Servers with the given action, in all services. */
  public long countServers(Action action) {
    return services.stream()
        .flatMap(service -> service.servers().stream())
        .filter(server -> server.action() == action)
        .count();
  }

  /** Connections that would be cut off. */
  public long lostConnections() {
    return services.stream()
        .flatMap(service -> service.servers().stream())
        .mapToLong(ServerPlan::lost)
        .sum();
  }

  /** Groups the changes by service and joins them with what is there now. */
  private static final class Builder {
    private final IpvsTable actual;
    private final Map<ServiceKey, Map<DestinationKey, Long>> connections = new HashMap<>();

    Builder(IpvsTable actual) {
      this.actual = actual;
    }

    Builder(LiveTable live) {
      this(live.table());
      for (LiveService service : live.services()) {
        Map<DestinationKey, Long> counts = new HashMap<>();
        for (LiveDestination server : service.destinations()) {
          counts.put(
              server.destination().key(),
              server.activeConnections() + server.inactiveConnections());
        }
        connections.put(service.service().key(), counts);
      }
    }

    Plan build(List<IpvsChange> changes) {
      Map<ServiceKey, List<IpvsChange>> byService = new LinkedHashMap<>();
      for (IpvsChange change : changes) {
        byService.computeIfAbsent(change.key(), _ -> new ArrayList<>()).add(change);
      }
      List<ServicePlan> plans = new ArrayList<>();
      byService.forEach((key, own) -> plans.add(service(key, own)));
      return new Plan(plans, List.of());
    }

    private ServicePlan service(ServiceKey key, List<IpvsChange> changes) {
      Optional<IpvsPool> pool = actual.pool(key);
      Optional<String> before = pool.map(present -> ServiceText.of(present.service()));
      return switch (changes.getFirst()) {
        case IpvsChange.DelService _ -> {
          List<IpvsDestination> servers = pool.map(IpvsPool::destinations).orElse(List.of());
          yield new ServicePlan(
              Action.REMOVE,
              key,
              before,
              Optional.empty(),
              servers.stream().map(d -> server(key, d, null)).toList());
        }
        case IpvsChange.NewService(var service) ->
            new ServicePlan(
                Action.ADD,
                key,
                Optional.empty(),
                Optional.of(ServiceText.of(service)),
                servers(key, changes));
        case IpvsChange.SetService(var service) ->
            new ServicePlan(
                Action.CHANGE,
                key,
                before,
                Optional.of(ServiceText.of(service)),
                servers(key, changes));
        case IpvsChange.NewDestination _,
            IpvsChange.SetDestination _,
            IpvsChange.DelDestination _ ->
            new ServicePlan(Action.CHANGE, key, before, before, servers(key, changes));
      };
    }

    private List<ServerPlan> servers(ServiceKey key, List<IpvsChange> changes) {
      List<ServerPlan> plans = new ArrayList<>();
      for (IpvsChange change : changes) {
        switch (change) {
          case IpvsChange.NewDestination(_, var destination) ->
              plans.add(server(key, null, destination));
          case IpvsChange.SetDestination(_, var destination) ->
              plans.add(server(key, present(key, destination.key()), destination));
          case IpvsChange.DelDestination(_, var destination) ->
              plans.add(server(key, present(key, destination), null));
          case IpvsChange.NewService _, IpvsChange.SetService _, IpvsChange.DelService _ -> {}
        }
      }
      return plans;
    }

    private @Nullable IpvsDestination present(ServiceKey key, DestinationKey server) {
      for (IpvsDestination destination :
          actual.pool(key).map(IpvsPool::destinations).orElse(List.of())) {
        if (destination.key().equals(server)) {
          return destination;
        }
      }
      return null;
    }

    private ServerPlan server(
        ServiceKey key, @Nullable IpvsDestination before, @Nullable IpvsDestination after) {
      Optional<IpvsDestination> old = Optional.ofNullable(before);
      Optional<IpvsDestination> next = Optional.ofNullable(after);
      DestinationKey server = old.or(() -> next).orElseThrow().key();
      Action action = old.isEmpty() ? Action.ADD : next.isEmpty() ? Action.REMOVE : Action.CHANGE;
      long count = connections.getOrDefault(key, Map.of()).getOrDefault(server, 0L);
      return new ServerPlan(
          action, server, old.map(ServiceText::of), next.map(ServiceText::of), count);
    }
  }
}
