package org.lvsdirector.ipvs.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.ipvs.model.DestinationKey;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.ServiceKey;

/**
 * A table that takes changes one by one and refuses what the kernel refuses (keepalived reference,
 * IPVS netlink 8).
 */
public final class TableEditor {
  private final Map<ServiceKey, Entry> entries = new LinkedHashMap<>();

  private static final class Entry {
    IpvsService service;
    final Map<DestinationKey, IpvsDestination> destinations = new LinkedHashMap<>();

    Entry(IpvsService service) {
      this.service = service;
    }
  }

  /** Why the kernel would not do it. */
  public enum Refusal {
    /** EEXIST. */
    EXISTS,
    /** ESRCH. */
    NO_SERVICE,
    /** ENOENT. */
    NO_DESTINATION,
    /** EINVAL: another family than the service's without a tunnel. */
    INVALID,
    /** ERANGE: lower threshold above the upper one. */
    OUT_OF_RANGE
  }

  /** Starts from the given table. */
  public TableEditor(IpvsTable table) {
    for (IpvsPool pool : table.pools().values()) {
      Entry entry = new Entry(pool.service());
      pool.destinations()
          .forEach(destination -> entry.destinations.put(destination.key(), destination));
      entries.put(pool.key(), entry);
    }
  }

  /** The table after all changes. */
  public static IpvsTable apply(IpvsTable table, List<IpvsChange> changes) {
    TableEditor editor = new TableEditor(table);
    for (IpvsChange change : changes) {
      editor
          .apply(change)
          .ifPresent(
              refusal -> {
                throw new IllegalArgumentException(change.describe() + ": " + refusal);
              });
    }
    return editor.table();
  }

  /** Makes one change; the answer says why not, if it was refused. */
  public Optional<Refusal> apply(IpvsChange change) {
    Entry entry = entries.get(change.key());
    return Optional.ofNullable(
        switch (change) {
          case IpvsChange.NewService(var service) -> newService(entry, service);
          case IpvsChange.SetService(var service) -> setService(entry, service);
          case IpvsChange.DelService(var key) ->
              entries.remove(key) == null ? Refusal.NO_SERVICE : null;
          case IpvsChange.NewDestination(_, var destination) -> newDestination(entry, destination);
          case IpvsChange.SetDestination(_, var destination) -> setDestination(entry, destination);
          case IpvsChange.DelDestination(_, var destination) -> delDestination(entry, destination);
        });
  }

  /** Removes everything. */
  public void clear() {
    entries.clear();
  }

  /** The table as it is now. */
  public IpvsTable table() {
    return table(entries.keySet());
  }

  /** The part of the table about the given services. */
  public IpvsTable table(Set<ServiceKey> keys) {
    List<IpvsPool> pools = new ArrayList<>(keys.size());
    for (ServiceKey key : keys) {
      Entry entry = entries.get(key);
      if (entry != null) {
        pools.add(new IpvsPool(entry.service, List.copyOf(entry.destinations.values())));
      }
    }
    return IpvsTable.of(pools);
  }

  private @Nullable Refusal newService(@Nullable Entry entry, IpvsService service) {
    if (entry != null) {
      return Refusal.EXISTS;
    }
    entries.put(service.key(), new Entry(service));
    return null;
  }

  private static @Nullable Refusal setService(@Nullable Entry entry, IpvsService service) {
    if (entry == null) {
      return Refusal.NO_SERVICE;
    }
    entry.service = service;
    return null;
  }

  private static @Nullable Refusal newDestination(
      @Nullable Entry entry, IpvsDestination destination) {
    Refusal refusal = check(entry, destination);
    if (refusal != null || entry == null) {
      return refusal;
    }
    return entry.destinations.putIfAbsent(destination.key(), destination) != null
        ? Refusal.EXISTS
        : null;
  }

  private static @Nullable Refusal setDestination(
      @Nullable Entry entry, IpvsDestination destination) {
    Refusal refusal = check(entry, destination);
    if (refusal != null || entry == null) {
      return refusal;
    }
    return entry.destinations.replace(destination.key(), destination) == null
        ? Refusal.NO_DESTINATION
        : null;
  }

  private static @Nullable Refusal delDestination(
      @Nullable Entry entry, DestinationKey destination) {
    if (entry == null) {
      return Refusal.NO_SERVICE;
    }
    return entry.destinations.remove(destination) == null ? Refusal.NO_DESTINATION : null;
  }

  private static @Nullable Refusal check(@Nullable Entry entry, IpvsDestination destination) {
    if (entry == null) {
      return Refusal.NO_SERVICE;
    }
    boolean mixed = destination.key().address().family() != entry.service.key().family();
    if (mixed && destination.method() != ForwardingMethod.TUNNEL) {
      return Refusal.INVALID;
    }
    return destination.lowerThreshold() > destination.upperThreshold()
        ? Refusal.OUT_OF_RANGE
        : null;
  }
}
