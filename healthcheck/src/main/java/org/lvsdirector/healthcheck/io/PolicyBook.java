package org.lvsdirector.healthcheck.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolPolicies;
import org.lvsdirector.healthcheck.pool.PoolPolicy;
import org.lvsdirector.parser.model.SameEnds;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * The virtual servers of the present configuration and the settings of their pools, in file order.
 * A reload is to cost what it changes: where the file left a virtual server alone the configuration
 * holds the same object, and nothing of it is looked at. Belongs to {@link CheckLoop}.
 */
final class PolicyBook {
  private List<VirtualServer> servers = List.of();
  private List<Entry> entries = List.of();
  private List<PoolKey> order = List.of();
  private final Map<PoolKey, Integer> uses = new HashMap<>();
  private int checked;
  private boolean checkerMails;
  private boolean initNotifies;

  /**
   * A virtual server.
   *
   * @param policy the settings of its pool
   * @param checked whether any of its real servers has a checker
   */
  record Entry(VirtualServer server, PoolPolicy policy, boolean checked) {
    PoolKey key() {
      return policy.key();
    }
  }

  /**
   * What another configuration comes to.
   *
   * @param checked the virtual servers with checkers
   * @param install those whose pools are to be installed: the changed ones, and those with
   *     checkers, which begin anew at each reload
   * @param order all pools in file order; one that is there twice stands at the second place
   * @param left the pools that no virtual server has any more, in the order of the file before
   */
  record Turn(List<Entry> checked, List<Entry> install, List<PoolKey> order, List<PoolKey> left) {
    Turn withLeft(List<PoolKey> others) {
      return new Turn(checked, install, order, others);
    }
  }

  /**
   * Goes over to another configuration.
   *
   * @param next its virtual servers
   * @param mails whether every change of a checker is mailed ({@code no_checker_emails} off)
   * @param notifies {@code rs_init_notifies}
   */
  Turn turn(List<VirtualServer> next, boolean mails, boolean notifies) {
    boolean comparable = mails == checkerMails && notifies == initNotifies;
    checkerMails = mails;
    initNotifies = notifies;
    SameEnds same = comparable ? SameEnds.of(servers, next) : SameEnds.NONE;
    int head = same.head();
    int tail = same.tail();
    boolean repeated = isRepeated();
    List<Entry> out = List.copyOf(entries.subList(head, entries.size() - tail));
    Set<Entry> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Entry> in =
        entriesOf(next.subList(head, next.size() - tail), comparable ? out : List.of(), fresh);
    replace(head, out, in);
    servers = next;
    repeated |= isRepeated();
    List<Entry> install = repeated ? entries : install(in, fresh);
    List<Entry> withChecks =
        checked == 0 ? List.of() : entries.stream().filter(Entry::checked).toList();
    return new Turn(withChecks, install, order, left(out));
  }

  /** Whether a virtual server has this pool. */
  boolean has(PoolKey pool) {
    return uses.containsKey(pool);
  }

  /** Two virtual servers share a pool: each of them installs its settings, one after the other. */
  private boolean isRepeated() {
    return uses.size() < entries.size();
  }

  /**
   * The entries of these virtual servers, taken over where they are the same or equal.
   *
   * @param fresh takes those with settings of their own
   */
  private List<Entry> entriesOf(List<VirtualServer> some, List<Entry> known, Set<Entry> fresh) {
    if (some.isEmpty()) {
      return List.of();
    }
    IdentityHashMap<VirtualServer, Entry> same = new IdentityHashMap<>();
    Map<PoolKey, Entry> byKey = HashMap.newHashMap(known.size());
    for (Entry entry : known) {
      same.put(entry.server, entry);
      byKey.put(entry.key(), entry);
    }
    List<Entry> list = new ArrayList<>(some.size());
    for (VirtualServer server : some) {
      @Nullable Entry before = same.get(server);
      if (before == null) {
        before = byKey.get(PoolKey.of(server));
        if (before != null && before.server.equals(server)) {
          before = new Entry(server, before.policy, before.checked);
        } else {
          before = entry(server);
          fresh.add(before);
        }
      }
      list.add(before);
    }
    return list;
  }

  private Entry entry(VirtualServer server) {
    return new Entry(
        server,
        PoolPolicies.of(server, checkerMails, initNotifies),
        PoolPolicies.isChecked(server));
  }

  private void replace(int head, List<Entry> out, List<Entry> in) {
    if (out.isEmpty() && in.isEmpty()) {
      return;
    }
    List<Entry> all = new ArrayList<>(entries.size() - out.size() + in.size());
    all.addAll(entries.subList(0, head));
    all.addAll(in);
    all.addAll(entries.subList(head + out.size(), entries.size()));
    entries = all;
    for (Entry entry : out) {
      uses.computeIfPresent(entry.key(), (_, count) -> count == 1 ? null : count - 1);
      checked -= entry.checked ? 1 : 0;
    }
    for (Entry entry : in) {
      uses.merge(entry.key(), 1, Integer::sum);
      checked += entry.checked ? 1 : 0;
    }
    order = isRepeated() ? lastPlaces(all) : all.stream().map(Entry::key).toList();
  }

  private static List<PoolKey> lastPlaces(List<Entry> some) {
    Set<PoolKey> keys = new LinkedHashSet<>();
    for (Entry entry : some) {
      keys.remove(entry.key());
      keys.add(entry.key());
    }
    return List.copyOf(keys);
  }

  private List<Entry> install(List<Entry> in, Set<Entry> fresh) {
    List<Entry> where = checked == 0 ? in : entries;
    return where.stream().filter(entry -> entry.checked || fresh.contains(entry)).toList();
  }

  private List<PoolKey> left(List<Entry> out) {
    return out.isEmpty() ? List.of() : lastPlaces(out).stream().filter(key -> !has(key)).toList();
  }
}
