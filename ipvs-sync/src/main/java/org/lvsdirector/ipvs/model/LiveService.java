package org.lvsdirector.ipvs.model;

import java.util.List;

/**
 * A service with what the kernel counts for it and its destinations.
 *
 * @param service its settings
 * @param stats traffic counters and rates
 * @param destinations its destinations, in the kernel's order
 */
public record LiveService(
    IpvsService service, IpvsStats stats, List<LiveDestination> destinations) {
  /** Copies the list. */
  public LiveService {
    destinations = List.copyOf(destinations);
  }

  /** Settings without counters. */
  public IpvsPool pool() {
    return new IpvsPool(service, destinations.stream().map(LiveDestination::destination).toList());
  }
}
