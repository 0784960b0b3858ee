package org.lvsdirector.vrrp.fsm;

import java.util.List;

/**
 * What one event led to.
 *
 * @param router the router afterwards
 * @param effects what has to be done, in order
 */
public record Step(Router router, List<VrrpEffect> effects) {
  /** Copies the list. */
  public Step {
    effects = List.copyOf(effects);
  }
}
