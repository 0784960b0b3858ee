package org.lvsdirector.healthcheck.io;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lvsdirector.healthcheck.check.CheckKeys;
import org.lvsdirector.healthcheck.io.CheckUnit.Subscriber;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.healthcheck.pool.ServerPolicy;
import org.lvsdirector.healthcheck.pool.Standing;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.RealServer;

/** The units of one configuration: which checkers there are, and which of them share a probe. */
final class UnitPlan {
  final List<CheckUnit> units = new ArrayList<>();
  private final Map<Subscriber, CheckUnit> bySubscriber = new LinkedHashMap<>();
  private final Map<Checker, CheckUnit> shared = new HashMap<>();
  private final Set<PoolKey> pools = new HashSet<>();
  private final boolean merge;
  private final Function<Checker, Probe> probes;
  private final String prefix;

  /**
   * An empty plan.
   *
   * @param merge whether equal checks share a probe
   * @param probes makes the probe of a checker
   * @param generation makes the names of units unique across reloads
   */
  UnitPlan(boolean merge, Function<Checker, Probe> probes, int generation) {
    this.merge = merge;
    this.probes = probes;
    this.prefix = "g" + generation + "-";
  }

  /** Adds the checkers of a virtual server. */
  void add(PolicyBook.Entry entry, Instant now) {
    // A suspended virtual server must not silence the others, so it shares nothing.
    boolean mergeable = merge && !entry.server().haSuspend();
    List<RealServer> servers = entry.server().realServers();
    for (int at = 0; at < servers.size(); at++) {
      ServerKey real = entry.policy().servers().get(at).key();
      for (Checker checker : servers.get(at).checkers()) {
        CheckUnit unit = unitOf(checker, mergeable, now);
        Subscriber subscriber = next(entry.key(), real);
        unit.subscribers.add(subscriber);
        bySubscriber.put(subscriber, unit);
        pools.add(entry.key());
      }
    }
  }

  /** Behind the checkers that the server has already, of another block of this service perhaps. */
  private Subscriber next(PoolKey pool, ServerKey server) {
    for (int index = 0; ; index++) {
      var subscriber = new Subscriber(pool, server, index);
      if (!bySubscriber.containsKey(subscriber)) {
        return subscriber;
      }
    }
  }

  private CheckUnit unitOf(Checker checker, boolean mergeable, Instant now) {
    Optional<Checker> key = mergeable ? CheckKeys.shared(checker) : Optional.empty();
    CheckUnit known = key.map(shared::get).orElse(null);
    if (known != null) {
      return known;
    }
    var unit = new CheckUnit(prefix + units.size(), checker, probes.apply(checker), now);
    units.add(unit);
    key.ifPresent(k -> shared.put(k, unit));
    return unit;
  }

  int checkers() {
    return bySubscriber.size();
  }

  Optional<CheckUnit> unit(PoolKey pool, ServerKey server, int index) {
    return Optional.ofNullable(bySubscriber.get(new Subscriber(pool, server, index)));
  }

  /** The units of a real server, in file order. */
  List<CheckUnit> unitsOf(PoolKey pool, ServerKey server) {
    if (bySubscriber.isEmpty()) {
      return List.of();
    }
    var found = new ArrayList<CheckUnit>();
    for (int i = 0; ; i++) {
      CheckUnit unit = bySubscriber.get(new Subscriber(pool, server, i));
      if (unit == null) {
        return found;
      }
      found.add(unit);
    }
  }

  /**
   * The standings of a virtual server's checkers, and of those that another block of the same
   * service gave its servers: in the kernel each server is there once. Empty where there are none.
   */
  Map<ServerKey, List<Standing>> standings(PolicyBook.Entry entry) {
    if (!pools.contains(entry.key())) {
      return Map.of();
    }
    var standings = new LinkedHashMap<ServerKey, List<Standing>>();
    for (ServerPolicy real : entry.policy().servers()) {
      standings.put(
          real.key(),
          unitsOf(entry.key(), real.key()).stream().map(u -> Standing.of(u.state)).toList());
    }
    return standings;
  }
}
