package org.lvsdirector.healthcheck.pool;

import org.lvsdirector.healthcheck.check.CheckState;
import org.lvsdirector.healthcheck.check.WeightAdvice;

/**
 * What the pool remembers of one checker.
 *
 * @param up whether it passes
 * @param weight its last word on the weight
 */
public record Standing(boolean up, WeightAdvice weight) {
  /** The part of a checker's state the pool cares for. */
  public static Standing of(CheckState state) {
    return new Standing(state.up(), state.weight());
  }
}
