package org.lvsdirector.ipvs.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.ipvs.codec.DestinationEntries;
import org.lvsdirector.ipvs.codec.IpvsOptions;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the table is as wanted at a fraction of what it costs to read it: destinations
 * are compared where the kernel wrote them, and what the older interface cannot tell is read by
 * messages. Not for two threads at once.
 */
final class TableLook {
  private static final Logger LOG = LoggerFactory.getLogger(TableLook.class);

  /** Asks the older interface. */
  @FunctionalInterface
  interface OptionReader {
    /** Takes the question out of the buffer and puts the answer there. */
    void read(int option, ByteBuffer value, int size) throws LinuxException;
  }

  /** Reads a service with its destinations by messages. */
  @FunctionalInterface
  interface PoolReader {
    /** The service as given, its destinations as the kernel has them. */
    IpvsPool read(IpvsService service) throws LinuxException;
  }

  /** A wanted pool. */
  private static final class Expected {
    private final IpvsPool pool;
    private final @Nullable DestinationEntries entries;

    /** The last look whose list of services had it. */
    private long seenBy;

    Expected(IpvsPool pool) {
      this.pool = pool;
      this.entries = DestinationEntries.of(pool).orElse(null);
    }
  }

  private final @Nullable OptionReader options;
  private final PoolReader reader;
  private IpvsTable prepared = IpvsTable.empty();
  private Map<ServiceKey, Expected> expected = Map.of();
  private ByteBuffer buffer = buffer(IpvsOptions.SERVICE_SIZE);
  private long looks;

  /** Whether the present look may use the older interface. */
  private boolean useOptions;

  private boolean told;

  /** Without the older interface everything is read by messages. */
  TableLook(@Nullable OptionReader options, PoolReader reader) {
    this.options = options;
    this.reader = reader;
  }

  /**
   * Whether the kernel has exactly the wanted pools and no other owned service.
   *
   * @param present the services of the kernel, just read
   */
  boolean holds(IpvsTable wanted, Set<ServiceKey> owned, List<LiveService> present)
      throws LinuxException {
    prepare(wanted);
    if (!servicesHold(owned, present)) {
      return false;
    }
    useOptions = options != null;
    for (Expected one : expected.values()) {
      if (!destinationsHold(one)) {
        return false;
      }
    }
    return true;
  }

  /** What is compared, made once for a table; pools that stay keep the order learnt. */
  private void prepare(IpvsTable wanted) {
    if (wanted.equals(prepared)) {
      prepared = wanted;
      return;
    }
    Map<ServiceKey, Expected> fresh = LinkedHashMap.newLinkedHashMap(wanted.size());
    int largest = 0;
    for (IpvsPool pool : wanted.pools().values()) {
      Expected before = expected.get(pool.key());
      Expected one = before != null && before.pool.equals(pool) ? before : new Expected(pool);
      fresh.put(pool.key(), one);
      largest = one.entries == null ? largest : Math.max(largest, one.entries.size());
    }
    if (largest > buffer.capacity()) {
      buffer = buffer(largest);
    }
    expected = fresh;
    prepared = wanted;
  }

  private boolean servicesHold(Set<ServiceKey> owned, List<LiveService> present) {
    looks++;
    int found = 0;
    for (LiveService live : present) {
      Expected one = expected.get(live.service().key());
      if (one == null) {
        if (owned.contains(live.service().key())) {
          return false;
        }
      } else if (!one.pool.service().equals(live.service())) {
        return false;
      } else if (one.seenBy != looks) {
        // A list that changes while it is read in parts can name a service twice.
        one.seenBy = looks;
        found++;
      }
    }
    return found == expected.size();
  }

  private boolean destinationsHold(Expected one) throws LinuxException {
    if (useOptions && options != null && one.entries != null) {
      try {
        return shows(options, one.pool.key(), one.entries);
      } catch (LinuxException e) {
        if (e.is(Errno.ESRCH)) {
          return false;
        }
        useOptions = false;
        tell(e);
      }
    }
    return reader.read(one.pool.service()).equals(one.pool);
  }

  private boolean shows(OptionReader kernel, ServiceKey key, DestinationEntries entries)
      throws LinuxException {
    IpvsOptions.ask(key, buffer);
    kernel.read(IpvsOptions.GET_SERVICE, buffer, IpvsOptions.SERVICE_SIZE);
    if (IpvsOptions.destinationCount(buffer) != entries.count()) {
      return false;
    }
    entries.ask(buffer);
    kernel.read(IpvsOptions.GET_DESTINATIONS, buffer, entries.size());
    return entries.match(buffer);
  }

  private void tell(LinuxException e) {
    if (!told) {
      told = true;
      LOG.info("IPVS: {}: looking for foreign changes costs more", e.getMessage());
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }
}
