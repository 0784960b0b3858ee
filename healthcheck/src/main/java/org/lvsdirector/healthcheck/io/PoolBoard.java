package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.lvsdirector.healthcheck.pool.PoolEffect;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolPolicy;
import org.lvsdirector.healthcheck.pool.PoolRules;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.healthcheck.pool.PoolState;
import org.lvsdirector.healthcheck.pool.PoolStep;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.healthcheck.pool.Standing;

/**
 * The state of every virtual server, and what the listener was last told of it. Belongs to {@link
 * CheckLoop}.
 */
final class PoolBoard {
  private final HealthOptions options;
  private final HealthListener listener;
  private final CheckAlarm alarm;
  private final Mailbox mailbox;
  private final Map<PoolKey, PoolState> pools = new HashMap<>();
  private final Map<PoolKey, PoolSnapshot> published = new HashMap<>();
  private final Set<PoolKey> installed = new LinkedHashSet<>();
  private List<PoolKey> order = List.of();
  private boolean stopped;

  PoolBoard(HealthOptions options, HealthListener listener, CheckAlarm alarm, Mailbox mailbox) {
    this.options = options;
    this.listener = listener;
    this.alarm = alarm;
    this.mailbox = mailbox;
  }

  /** All pools, in file order. */
  List<PoolState> all() {
    var all = new ArrayList<PoolState>(pools.size());
    for (PoolKey key : order) {
      get(key).ifPresent(all::add);
    }
    return all;
  }

  /** Those of the pools that are not wanted, in file order. */
  List<PoolKey> unwanted(Predicate<PoolKey> wanted) {
    return order.stream().filter(key -> pools.containsKey(key) && !wanted.test(key)).toList();
  }

  /** The pools stand in this order from now on, each in it once. */
  void order(List<PoolKey> keys) {
    order = keys;
  }

  Optional<PoolState> get(PoolKey key) {
    return Optional.ofNullable(pools.get(key));
  }

  /** Takes off these pools. */
  List<PoolEffect> remove(List<PoolKey> keys, Instant now) {
    var effects = new ArrayList<PoolEffect>();
    for (PoolKey key : keys) {
      PoolState gone = pools.remove(key);
      if (gone != null) {
        effects.addAll(PoolRules.removed(gone, now));
      }
      published.remove(key);
      alarm.cancel(tickName(key));
      listener.poolRemoved(key);
    }
    return effects;
  }

  /**
   * A new pool, or the new settings of one that stays. Where nothing was checked and nothing is,
   * the same settings change nothing.
   */
  List<PoolEffect> install(
      PoolPolicy policy, Map<ServerKey, List<Standing>> standings, Instant now) {
    PoolState before = pools.get(policy.key());
    boolean told = installed.remove(policy.key());
    if (before != null
        && standings.isEmpty()
        && before.isUnchecked()
        && before.policy().equals(policy)) {
      if (told) {
        installed.add(policy.key());
      }
      return List.of();
    }
    installed.add(policy.key());
    PoolStep step =
        before == null
            ? PoolRules.start(policy, standings, now)
            : PoolRules.reload(before, policy, standings, now);
    pools.put(policy.key(), step.state());
    return step.effects();
  }

  /**
   * One step of one pool, told at once.
   *
   * @param first told before what the step brings
   */
  void step(
      PoolKey key, List<PoolEffect> first, Function<PoolState, PoolStep> change, Instant now) {
    PoolState pool = pools.get(key);
    if (pool == null) {
      return;
    }
    PoolStep step = change.apply(pool);
    pools.put(key, step.state());
    var effects = new ArrayList<PoolEffect>(first);
    effects.addAll(step.effects());
    publish(key, now);
    tell(effects);
  }

  /** Tells of every pool that was installed since the last time, in order. */
  void publishInstalled(Instant now) {
    List.copyOf(installed).forEach(key -> publish(key, now));
    installed.clear();
  }

  private void publish(PoolKey key, Instant now) {
    PoolState pool = pools.get(key);
    if (pool == null || stopped) {
      return;
    }
    PoolSnapshot snapshot = PoolRules.snapshot(pool, now);
    if (!snapshot.equals(published.put(key, snapshot))) {
      listener.poolChanged(snapshot);
    }
    PoolRules.nextChange(pool, now)
        .ifPresent(
            at ->
                alarm.arm(
                    tickName(key),
                    Duration.between(now, at),
                    () -> mailbox.execute(() -> publish(key, options.clock().instant()))));
  }

  private static String tickName(PoolKey key) {
    return "tick " + key.name() + key.family();
  }

  /**
   * Nothing is published any more.
   *
   * @param walkServers false if the table is flushed rather than emptied server by server
   */
  void stop(boolean walkServers, Instant now) {
    stopped = true;
    for (PoolState pool : all()) {
      tell(PoolRules.stopped(pool, walkServers, now));
    }
  }

  void tell(List<PoolEffect> effects) {
    if (!effects.isEmpty()) {
      listener.effects(effects);
    }
  }
}
