package org.lvsdirector.parser.model;

import java.time.Duration;

/**
 * Gratuitous ARP and neighbour adverts of an instance (keepalived reference, VRRP 15), the globals
 * applied.
 *
 * @param masterDelay {@code garp_master_delay}, whole seconds, default 5: second burst after
 *     becoming master; 0 is none
 * @param masterRepeat {@code garp_master_repeat}, at least 1, default 5: rounds per burst
 * @param masterRefresh {@code garp_master_refresh}, whole seconds, default 0 (off): period while
 *     master
 * @param masterRefreshRepeat {@code garp_master_refresh_repeat}, at least 1, default 1
 * @param lowerPrioDelay {@code garp_lower_prio_delay}, default masterDelay; strict mode 0
 * @param lowerPrioRepeat {@code garp_lower_prio_repeat}, default masterRepeat; strict mode 0; 0
 *     sends none
 * @param extraInterval {@code garp_extra_if}: period of one GARP per extra interface, 0 (default)
 *     is off
 * @param extraAll {@code garp_extra_if all}: on any interface with addresses, not only on VMACs
 */
public record GarpSettings(
    Duration masterDelay,
    long masterRepeat,
    Duration masterRefresh,
    long masterRefreshRepeat,
    Duration lowerPrioDelay,
    long lowerPrioRepeat,
    Duration extraInterval,
    boolean extraAll) {
  /** The defaults: 5 at once, 5 more after 5 s, no refresh. */
  public static final GarpSettings DEFAULT =
      new GarpSettings(
          Duration.ofSeconds(5),
          5,
          Duration.ZERO,
          1,
          Duration.ofSeconds(5),
          5,
          Duration.ZERO,
          false);
}
