package org.lvsdirector.ipvs.model;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A service with its destinations. The order of the destinations is that of creation and does not
 * count in equality.
 *
 * @param service the service
 * @param destinations its destinations, each address and port once
 */
public record IpvsPool(IpvsService service, List<IpvsDestination> destinations) {
  /** Refuses a destination given twice. */
  public IpvsPool {
    Objects.requireNonNull(service);
    destinations = List.copyOf(destinations);
    Set<DestinationKey> seen = HashSet.newHashSet(destinations.size());
    for (IpvsDestination destination : destinations) {
      if (!seen.add(destination.key())) {
        throw new IllegalArgumentException(
            service.key() + ": destination " + destination.key() + " given twice");
      }
    }
  }

  /** Identity of the service. */
  public ServiceKey key() {
    return service.key();
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof IpvsPool that
        && service.equals(that.service)
        && (destinations.equals(that.destinations)
            || (destinations.size() == that.destinations.size()
                && new HashSet<>(destinations).equals(new HashSet<>(that.destinations))));
  }

  @Override
  public int hashCode() {
    int sum = 0;
    for (IpvsDestination destination : destinations) {
      sum += destination.hashCode();
    }
    return 31 * service.hashCode() + sum;
  }
}
