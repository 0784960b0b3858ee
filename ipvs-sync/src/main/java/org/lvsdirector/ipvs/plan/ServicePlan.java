package org.lvsdirector.ipvs.plan;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.ipvs.model.ServiceKey;

/**
 * What happens to a service and its servers.
 *
 * @param action added, changed (settings, servers or both) or removed
 * @param service the service
 * @param before its settings now; empty when it is added
 * @param after its settings then, equal to {@code before} when only servers change; empty when it
 *     is removed
 * @param servers its servers that change; all of them when it is added or removed
 */
public record ServicePlan(
    Action action,
    ServiceKey service,
    Optional<String> before,
    Optional<String> after,
    List<ServerPlan> servers) {
  /** Copies the list. */
  public ServicePlan {
    servers = List.copyOf(servers);
  }

  /** Whether the settings of the service itself differ. */
  public boolean editsService() {
    return action == Action.CHANGE && !before.equals(after);
  }
}
