package org.lvsdirector.ipvs.model;

import java.util.List;

/**
 * One reading of the whole kernel table with all counters.
 *
 * @param info version and connection table size
 * @param services every service, in the kernel's order
 */
public record LiveTable(IpvsInfo info, List<LiveService> services) {
  /** Copies the list. */
  public LiveTable {
    services = List.copyOf(services);
  }

  /** Settings without counters. */
  public IpvsTable table() {
    return IpvsTable.of(services.stream().map(LiveService::pool).toList());
  }
}
