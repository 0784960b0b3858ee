package org.lvsdirector.ipvs.plan;

import java.util.Optional;
import org.lvsdirector.ipvs.model.DestinationKey;

/**
 * What happens to a server of a service.
 *
 * @param action added, changed or removed
 * @param server address and port
 * @param before its settings now; empty when it is added
 * @param after its settings then; empty when it is removed
 * @param connections connections it has now, active and inactive: lost when it is removed, kept
 *     when it is changed
 */
public record ServerPlan(
    Action action,
    DestinationKey server,
    Optional<String> before,
    Optional<String> after,
    long connections) {
  /** Connections that would be cut off. */
  public long lost() {
    return action == Action.REMOVE ? connections : 0;
  }
}
