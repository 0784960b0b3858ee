package org.lvsdirector.ipvs.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A whole IPVS table: wanted, or as the kernel reported it. Iteration is in the order of creation,
 * which does not count in equality.
 */
public final class IpvsTable {
  private static final IpvsTable EMPTY = new IpvsTable(Map.of());

  private final Map<ServiceKey, IpvsPool> pools;

  private IpvsTable(Map<ServiceKey, IpvsPool> pools) {
    this.pools = pools;
  }

  /** The table without services. */
  public static IpvsTable empty() {
    return EMPTY;
  }

  /**
   * A table of the given pools; throws {@link IllegalArgumentException} if a service comes twice.
   */
  public static IpvsTable of(Collection<IpvsPool> pools) {
    Map<ServiceKey, IpvsPool> map = LinkedHashMap.newLinkedHashMap(pools.size());
    for (IpvsPool pool : pools) {
      if (map.putIfAbsent(pool.key(), pool) != null) {
        throw new IllegalArgumentException("service " + pool.key() + " given twice");
      }
    }
    return new IpvsTable(Collections.unmodifiableMap(map));
  }

  /** A table of the given pools. */
  public static IpvsTable of(IpvsPool... pools) {
    return of(List.of(pools));
  }

  /** The pools by service, unmodifiable, in the order of creation. */
  public Map<ServiceKey, IpvsPool> pools() {
    return pools;
  }

  /** The services. */
  public Set<ServiceKey> keys() {
    return pools.keySet();
  }

  /** The pool of a service, if the table has it. */
  public Optional<IpvsPool> pool(ServiceKey key) {
    return Optional.ofNullable(pools.get(key));
  }

  /** The part of the table about the given services. */
  public IpvsTable only(Set<ServiceKey> keys) {
    Map<ServiceKey, IpvsPool> part = LinkedHashMap.newLinkedHashMap(keys.size());
    for (ServiceKey key : keys) {
      IpvsPool pool = pools.get(key);
      if (pool != null) {
        part.put(key, pool);
      }
    }
    return new IpvsTable(Collections.unmodifiableMap(part));
  }

  /** The table without the given services. */
  public IpvsTable without(Set<ServiceKey> keys) {
    if (keys.isEmpty()) {
      return this;
    }
    Map<ServiceKey, IpvsPool> rest = new LinkedHashMap<>(pools);
    rest.keySet().removeAll(keys);
    return new IpvsTable(Collections.unmodifiableMap(rest));
  }

  /**
   * The services whose pools differ between this table and another, or that are in one of them
   * only.
   */
  @SuppressWarnings("ReferenceEquality")
  public Set<ServiceKey> differences(IpvsTable other) {
    Set<ServiceKey> keys = new LinkedHashSet<>();
    if (this == other) {
      return keys;
    }
    int found = 0;
    Iterator<IpvsPool> mine = pools.values().iterator();
    for (IpvsPool pool : other.pools.values()) {
      // Mostly both tables have the same order, and the same objects.
      IpvsPool beside = mine.hasNext() ? mine.next() : null;
      IpvsPool same = pool == beside ? beside : pools.get(pool.key());
      found += same == null ? 0 : 1;
      if (!pool.equals(same)) {
        keys.add(pool.key());
      }
    }
    if (found == pools.size()) {
      return keys;
    }
    for (ServiceKey key : pools.keySet()) {
      if (!other.pools.containsKey(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** How many services. */
  public int size() {
    return pools.size();
  }

  /** How many destinations in all services. */
  public int destinationCount() {
    int count = 0;
    for (IpvsPool pool : pools.values()) {
      count += pool.destinations().size();
    }
    return count;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof IpvsTable that && pools.equals(that.pools));
  }

  @Override
  public int hashCode() {
    return pools.hashCode();
  }

  @Override
  public String toString() {
    return "IpvsTable" + pools.values();
  }
}
