package org.lvsdirector.healthcheck.pool;

import java.util.List;

/**
 * The answer of a pool to one event.
 *
 * @param state the new state
 * @param effects what to do about it, in this order
 */
public record PoolStep(PoolState state, List<PoolEffect> effects) {
  public PoolStep {
    effects = List.copyOf(effects);
  }
}
