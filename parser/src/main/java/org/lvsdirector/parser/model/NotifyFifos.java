package org.lvsdirector.parser.model;

import java.util.Optional;

/**
 * The three FIFOs.
 *
 * @param all {@code notify_fifo}: every line
 * @param vrrp {@code vrrp_notify_fifo}: VRRP lines
 * @param lvs {@code lvs_notify_fifo}: LVS lines
 * @param vrrpStatesOnReload {@code fifo_write_vrrp_states_on_reload}
 */
public record NotifyFifos(
    Optional<NotifyFifo> all,
    Optional<NotifyFifo> vrrp,
    Optional<NotifyFifo> lvs,
    boolean vrrpStatesOnReload) {
  /** No FIFO. */
  public static final NotifyFifos NONE =
      new NotifyFifos(Optional.empty(), Optional.empty(), Optional.empty(), false);
}
