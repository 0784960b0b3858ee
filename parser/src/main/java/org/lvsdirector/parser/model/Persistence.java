package org.lvsdirector.parser.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code persistence_*} of a virtual server.
 *
 * @param timeout {@code persistence_timeout}, 1..2678400 s; 360 s when only the keyword is written,
 *     and when persistence is forced by port 0 or asked for by persistence_granularity alone
 * @param netmask {@code persistence_granularity} of IPv4: the mask as a number in host order
 *     (255.255.255.0 is 0xffffff00); empty is all ones. Masks need not be contiguous
 * @param prefixLength {@code persistence_granularity} of IPv6, 1..128; empty is 128
 * @param engine {@code persistence_engine}, at most 16 characters
 */
public record Persistence(
    Duration timeout, OptionalInt netmask, OptionalInt prefixLength, Optional<String> engine) {
  /** Timeout when none is written. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(6);

  /** Persistence of single clients, without engine. */
  public static Persistence of(Duration timeout) {
    return new Persistence(timeout, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
  }
}
