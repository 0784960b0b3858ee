package org.lvsdirector.healthcheck.io;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lvsdirector.healthcheck.check.CheckPolicy;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckRules;
import org.lvsdirector.healthcheck.check.CheckStep;
import org.lvsdirector.healthcheck.check.CheckWords;
import org.lvsdirector.healthcheck.check.WeightAdvice;
import org.lvsdirector.healthcheck.io.CheckUnit.Subscriber;
import org.lvsdirector.healthcheck.pool.CheckNews;
import org.lvsdirector.healthcheck.pool.PoolEffect;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolRules;
import org.lvsdirector.healthcheck.pool.PoolState;
import org.lvsdirector.healthcheck.pool.PoolStep;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.KeepalivedConfig;

/**
 * Owns every check and pool state. All methods but the constructor must be called from the {@link
 * Mailbox}; results come back to it by themselves.
 */
final class CheckLoop {
  private final HealthOptions options;
  private final HealthListener listener;
  private final CheckAlarm alarm;
  private final Mailbox mailbox;
  private final Function<Checker, Probe> probes;
  private final PoolBoard pools;
  private final Suspension suspension = new Suspension();
  private final CheckDurations durations = new CheckDurations();

  /** The pools in which somebody may be drained. */
  private final Set<PoolKey> withDrained = new HashSet<>();

  private PolicyBook policies = new PolicyBook();
  private List<PolicyBook.Entry> checked = List.of();
  private UnitPlan plan;

  /** Whether the pools are as {@link #policies} has them. */
  private boolean installed = true;

  private int generation;
  private int awaited;
  private boolean settled;
  private boolean stopped;

  CheckLoop(
      HealthOptions options,
      HealthListener listener,
      CheckAlarm alarm,
      Mailbox mailbox,
      Function<Checker, Probe> probes) {
    this.options = options;
    this.listener = listener;
    this.alarm = alarm;
    this.mailbox = mailbox;
    this.probes = probes;
    this.plan = new UnitPlan(true, probes, 0);
    this.pools = new PoolBoard(options, listener, alarm, mailbox);
  }

  /** First configuration, or a new one: what survives keeps its state. */
  void configure(KeepalivedConfig config) {
    Instant now = now();
    UnitPlan next = new UnitPlan(config.global().director().checkerMerge(), probes, ++generation);
    PolicyBook.Turn turn = turn(config);
    checked = turn.checked();
    checked.forEach(entry -> next.add(entry, now));
    UnitPlan old = plan;
    new CarryOver(old).into(next);
    for (CheckUnit unit : old.units) {
      retire(unit);
    }
    plan = next;
    suspension.apply(checked, plan);
    for (CheckUnit unit : next.units) {
      readAtOnce(unit, now);
    }
    List<PoolEffect> effects = pools.remove(turn.left(), now);
    pools.order(turn.order());
    for (PolicyBook.Entry entry : turn.install()) {
      effects.addAll(pools.install(entry.policy(), plan.standings(entry), now));
    }
    pools.publishInstalled(now);
    pools.tell(effects);
    installed = true;
    settled = false;
    countAwaited();
    for (CheckUnit unit : next.units) {
      begin(unit);
    }
  }

  /** After a reload that failed on its way nothing is taken to be as the book has it. */
  private PolicyBook.Turn turn(KeepalivedConfig config) {
    boolean known = installed;
    installed = false;
    if (!known) {
      policies = new PolicyBook();
    }
    PolicyBook.Turn turn =
        policies.turn(
            config.lvs().virtualServers(),
            !config.global().mail().noCheckerEmails(),
            config.global().lvs().initNotifies());
    return known ? turn : turn.withLeft(pools.unwanted(policies::has));
  }

  private void retire(CheckUnit unit) {
    unit.gone = true;
    alarm.cancel(unit.name);
    unit.probe.close();
  }

  /** Tracked files say at once how they are, so a server never starts in the wrong state. */
  private void readAtOnce(CheckUnit unit, Instant now) {
    if (unit.policy.family() == CheckPolicy.Family.EVENT) {
      CheckResult result = unit.probe.run(0);
      if (!(result instanceof CheckResult.CouldNotRun)) {
        CheckStep step = CheckRules.after(unit.policy, unit.state, result);
        unit.record(result, step.next(), now);
      }
    }
  }

  private void begin(CheckUnit unit) {
    if (unit.policy.family() == CheckPolicy.Family.EVENT) {
      return;
    }
    Duration delay = CheckRules.firstDelay(unit.policy, options.random());
    alarm.arm(unit.name, delay, () -> probe(unit));
  }

  /** Runs on a virtual thread of its own. */
  private void probe(CheckUnit unit) {
    if (unit.gone) {
      return;
    }
    if (unit.suspended) {
      mailbox.execute(() -> again(unit, unit.policy.timing().delayLoop()));
      return;
    }
    CheckResult result = safely(unit);
    mailbox.execute(() -> finished(unit, result));
  }

  private static CheckResult safely(CheckUnit unit) {
    var watch = new Stopwatch();
    try {
      return unit.probe.run(unit.url);
    } catch (RuntimeException | StackOverflowError e) {
      // A defect in a probe says nothing about the service; the state stays and the log tells.
      return new CheckResult.CouldNotRun("internal error: " + e, watch.elapsed());
    }
  }

  /** A told checker (BFD, tracked file) has news, or a timed one ran. */
  void finished(CheckUnit unit, CheckResult result) {
    if (unit.gone || stopped) {
      return;
    }
    durations.record(unit.checker.keyword(), result);
    Instant now = now();
    boolean wasAwaited = unit.awaited();
    WeightAdvice weightBefore = unit.state.weight();
    long retries = unit.state.failures();
    CheckStep step = CheckRules.after(unit.policy, unit.state, result);
    unit.record(result, step.next(), now);
    if (step.logged() || step.verdict().isPresent() || !weightBefore.equals(step.next().weight())) {
      spread(unit, result, step, retries, now);
    }
    if (wasAwaited && !unit.awaited()) {
      awaited--;
      settleIfDone();
    }
    if (unit.policy.family() != CheckPolicy.Family.EVENT) {
      again(unit, step.delay());
    }
  }

  private void again(CheckUnit unit, Duration delay) {
    if (!unit.gone && !stopped) {
      alarm.arm(unit.name, delay, () -> probe(unit));
    }
  }

  private void spread(
      CheckUnit unit, CheckResult result, CheckStep step, long retries, Instant now) {
    for (Subscriber subscriber : unit.subscribers) {
      List<PoolEffect> line =
          step.logged() ? List.of(logLine(unit, subscriber, result, step, retries)) : List.of();
      pools.step(
          subscriber.pool(), line, pool -> turn(pool, subscriber, unit, result, step, now), now);
    }
  }

  private static PoolEffect logLine(
      CheckUnit unit, Subscriber subscriber, CheckResult result, CheckStep step, long retries) {
    String line =
        CheckWords.log(
            unit.checker,
            result,
            subscriber.server().name(),
            subscriber.pool().name(),
            step.verdict().isPresent() ? retries : 0);
    return new PoolEffect.LogLine(subscriber.pool(), !(result instanceof CheckResult.Passed), line);
  }

  private static PoolStep turn(
      PoolState pool,
      Subscriber subscriber,
      CheckUnit unit,
      CheckResult result,
      CheckStep step,
      Instant now) {
    return step.verdict()
        .map(
            verdict ->
                PoolRules.checked(
                    pool,
                    new CheckNews(
                        subscriber.server(),
                        subscriber.index(),
                        step.next(),
                        verdict,
                        CheckWords.mail(unit.checker, result)),
                    now))
        .orElseGet(
            () ->
                PoolRules.advised(
                    pool, subscriber.server(), subscriber.index(), step.next().weight(), now));
  }

  /** Exactly these real servers are drained. */
  void drained(Map<PoolKey, Set<ServerKey>> wanted) {
    if (wanted.isEmpty() && withDrained.isEmpty()) {
      return;
    }
    Instant now = now();
    withDrained.addAll(wanted.keySet());
    for (PoolState pool : pools.all()) {
      PoolKey key = pool.policy().key();
      if (withDrained.contains(key)) {
        drained(pool, wanted.getOrDefault(key, Set.of()), now);
      }
    }
    withDrained.retainAll(wanted.keySet());
  }

  private void drained(PoolState pool, Set<ServerKey> out, Instant now) {
    PoolKey key = pool.policy().key();
    pool.servers()
        .forEach(
            (server, state) -> {
              boolean drained = out.contains(server);
              if (state.drained() != drained) {
                pools.step(key, List.of(), p -> PoolRules.drain(p, server, drained, now), now);
              }
            });
  }

  /** The addresses this host has now; checks of virtual servers with ha_suspend follow them. */
  void addresses(Set<InetAddress> present) {
    suspension.addresses(present);
    suspension.apply(checked, plan);
    countAwaited();
  }

  void forEachUnit(Consumer<CheckUnit> action) {
    List.copyOf(plan.units).forEach(action);
  }

  int probes() {
    return plan.units.size();
  }

  HealthSnapshot snapshot(Lateness.Reading lateness) {
    Instant now = now();
    var list = new ArrayList<HealthSnapshot.Pool>();
    for (PoolState pool : pools.all()) {
      var checks = new LinkedHashMap<ServerKey, List<CheckReport>>();
      for (ServerKey server : pool.servers().keySet()) {
        checks.put(
            server,
            plan.unitsOf(pool.policy().key(), server).stream().map(CheckUnit::report).toList());
      }
      list.add(new HealthSnapshot.Pool(PoolRules.snapshot(pool, now), checks));
    }
    return new HealthSnapshot(
        list, settled, plan.checkers(), plan.units.size(), lateness, durations.read());
  }

  /**
   * The daemon stops.
   *
   * @param walkServers false if the table is flushed rather than emptied server by server
   */
  void stop(boolean walkServers) {
    if (stopped) {
      return;
    }
    stopped = true;
    plan.units.forEach(this::retire);
    pools.stop(walkServers, now());
  }

  private void countAwaited() {
    awaited = (int) plan.units.stream().filter(CheckUnit::awaited).count();
    settleIfDone();
  }

  private void settleIfDone() {
    if (!settled && awaited <= 0) {
      settled = true;
      listener.settled();
    }
  }

  private Instant now() {
    return options.clock().instant();
  }
}
