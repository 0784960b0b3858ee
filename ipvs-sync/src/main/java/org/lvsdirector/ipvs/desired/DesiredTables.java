package org.lvsdirector.ipvs.desired;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.SameEnds;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * The table of {@link DesiredTable#of} from one change to the next. What belongs to a virtual
 * server that is the same object as before, with the same health, is the same object as before:
 * nothing of it is computed, and whoever compares two tables sees at once that it did not change.
 *
 * @param <K> by what the health of a virtual server is known
 */
public final class DesiredTables<K> {
  private final Function<VirtualServer, K> key;
  private final BiFunction<VirtualServer, K, PoolView> health;
  private List<VirtualServer> servers = List.of();
  private List<Part<K>> parts = List.of();
  private DesiredTable last = DesiredTable.NOTHING;

  private record Part<K>(VirtualServer server, K key, DesiredPools pools) {}

  /**
   * Knows nothing yet.
   *
   * @param key by what the health of a virtual server is known, always the same for the same one
   * @param health the present health of a virtual server
   */
  public DesiredTables(
      Function<VirtualServer, K> key, BiFunction<VirtualServer, K, PoolView> health) {
    this.key = key;
    this.health = health;
  }

  /**
   * The table wanted now.
   *
   * @param now the configuration's virtual servers
   * @param changed whose health may have changed since the last call; after a call that failed,
   *     everybody's
   */
  @SuppressWarnings("ReferenceEquality")
  public DesiredTable of(List<VirtualServer> now, Set<K> changed) {
    if (now == servers && changed.isEmpty()) {
      return last;
    }
    List<Part<K>> before = parts;
    SameEnds same = SameEnds.of(servers, now);
    DesiredTable table = last;
    forget();
    List<Part<K>> after = parts(before, now, same, changed);
    if (!SameEnds.all(before, after)) {
      List<DesiredPools> pools = new ArrayList<>(after.size());
      after.forEach(part -> pools.add(part.pools));
      table = DesiredTable.joined(pools);
    }
    parts = after;
    servers = now;
    last = table;
    return table;
  }

  /** Should the work fail on its way, the next call begins with nothing. */
  private void forget() {
    parts = List.of();
    servers = List.of();
    last = DesiredTable.NOTHING;
  }

  private List<Part<K>> parts(
      List<Part<K>> before, List<VirtualServer> now, SameEnds same, Set<K> changed) {
    int head = same.head();
    int tail = same.tail();
    IdentityHashMap<VirtualServer, Part<K>> moved = new IdentityHashMap<>();
    before.subList(head, before.size() - tail).forEach(part -> moved.put(part.server, part));
    List<Part<K>> after = new ArrayList<>(now.size());
    for (int i = 0; i < now.size(); i++) {
      Part<K> known =
          i < head
              ? before.get(i)
              : i >= now.size() - tail
                  ? before.get(i - now.size() + before.size())
                  : moved.get(now.get(i));
      after.add(part(now.get(i), known, changed));
    }
    return after;
  }

  private Part<K> part(VirtualServer server, @Nullable Part<K> known, Set<K> changed) {
    if (known != null && (changed.isEmpty() || !changed.contains(known.key))) {
      return known;
    }
    K name = known == null ? key.apply(server) : known.key;
    return new Part<>(server, name, DesiredPools.of(server, health.apply(server, name)));
  }
}
