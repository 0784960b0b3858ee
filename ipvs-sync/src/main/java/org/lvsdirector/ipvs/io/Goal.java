package org.lvsdirector.ipvs.io;

import java.util.Optional;
import java.util.Set;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.SyncDaemon;

/**
 * All the kernel shall be brought to.
 *
 * @param table the wanted table
 * @param owned services the configuration names
 * @param settled whether the first health of all servers is known
 * @param timeouts {@code lvs_timeouts}; empty restores those found
 * @param syncDaemons the sync daemons to run; empty leaves them to others
 */
record Goal(
    IpvsTable table,
    Set<ServiceKey> owned,
    boolean settled,
    Optional<IpvsTimeouts> timeouts,
    Optional<Set<SyncDaemon>> syncDaemons) {
  @SuppressWarnings("ReferenceEquality")
  Goal {
    // Those of a table never change, and there may be many.
    owned = owned == table.keys() ? owned : Set.copyOf(owned);
    syncDaemons = syncDaemons.map(Set::copyOf);
  }

  Goal withTable(IpvsTable newTable, Set<ServiceKey> newOwned) {
    return new Goal(newTable, newOwned, settled, timeouts, syncDaemons);
  }

  Goal asSettled() {
    return new Goal(table, owned, true, timeouts, syncDaemons);
  }

  Goal withTimeouts(Optional<IpvsTimeouts> newTimeouts) {
    return new Goal(table, owned, settled, newTimeouts, syncDaemons);
  }

  Goal withSyncDaemons(Optional<Set<SyncDaemon>> newDaemons) {
    return new Goal(table, owned, settled, timeouts, newDaemons);
  }
}
