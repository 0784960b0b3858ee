package org.lvsdirector.healthcheck.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.healthcheck.check.CheckPolicy;
import org.lvsdirector.healthcheck.check.CheckPolicy.Family;
import org.lvsdirector.healthcheck.check.CheckPolicy.Timing;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckRules;
import org.lvsdirector.healthcheck.check.CheckState;
import org.lvsdirector.healthcheck.check.CheckStep;
import org.lvsdirector.healthcheck.check.WeightAdvice;
import org.lvsdirector.healthcheck.pool.PoolEffect.FifoLine;
import org.lvsdirector.healthcheck.pool.PoolEffect.LogLine;
import org.lvsdirector.healthcheck.pool.PoolEffect.Mail;
import org.lvsdirector.healthcheck.pool.PoolEffect.RunScript;
import org.lvsdirector.parser.model.AddressFamily;

/** One pool in virtual time, with real checkers behind it. */
final class Pools {
  static final PoolKey VS = new PoolKey("[10.0.0.1]:tcp:80", Optional.of(AddressFamily.INET));
  static final CheckPolicy STRICT =
      CheckPolicy.of(
          Family.COMMON,
          new Timing(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ZERO),
          0);
  static final CheckPolicy ALPHA = STRICT.withAlpha();

  Instant now = Instant.EPOCH;
  PoolState state;
  List<PoolEffect> effects;
  final Map<String, List<CheckState>> checks = new HashMap<>();
  private final Map<String, List<CheckPolicy>> policies = new HashMap<>();

  private Pools(PoolPolicy policy, Map<String, List<CheckPolicy>> policies) {
    this.policies.putAll(policies);
    policies.forEach(
        (name, list) ->
            checks.put(name, new ArrayList<>(list.stream().map(CheckState::atStart).toList())));
    PoolStep step = PoolRules.start(policy, standings(), now);
    state = step.state();
    effects = step.effects();
  }

  /** A pool whose servers all have one strict checker. */
  static Pools start(PoolPolicy policy) {
    var one = new HashMap<String, List<CheckPolicy>>();
    policy.servers().forEach(s -> one.put(s.key().name(), List.of(STRICT)));
    return start(policy, one);
  }

  /** The same in alpha mode. */
  static Pools startAlpha(PoolPolicy policy) {
    var one = new HashMap<String, List<CheckPolicy>>();
    policy.servers().forEach(s -> one.put(s.key().name(), List.of(ALPHA)));
    return start(policy, one);
  }

  static Pools start(PoolPolicy policy, Map<String, List<CheckPolicy>> checkers) {
    return new Pools(policy, checkers);
  }

  private Map<ServerKey, List<Standing>> standings() {
    var standings = new HashMap<ServerKey, List<Standing>>();
    checks.forEach(
        (name, states) ->
            standings.put(new ServerKey(name), states.stream().map(Standing::of).toList()));
    return standings;
  }

  void pass(String server) {
    pass(server, 0, WeightAdvice.NONE);
  }

  void pass(String server, int checker, WeightAdvice advice) {
    feed(server, checker, new CheckResult.Passed("ok", Duration.ZERO, advice));
  }

  void fail(String server) {
    fail(server, 0);
  }

  void fail(String server, int checker) {
    feed(server, checker, new CheckResult.Failed("no", Duration.ZERO));
  }

  private void feed(String server, int checker, CheckResult result) {
    List<CheckState> states = checks.getOrDefault(server, List.of());
    CheckPolicy policy = policies.getOrDefault(server, List.of()).get(checker);
    WeightAdvice before = states.get(checker).weight();
    CheckStep step = CheckRules.after(policy, states.get(checker), result);
    states.set(checker, step.next());
    var key = new ServerKey(server);
    if (step.verdict().isPresent()) {
      String text = "TCP CHECK " + (step.next().up() ? "succeed" : "failed") + " on service";
      take(
          PoolRules.checked(
              state, new CheckNews(key, checker, step.next(), step.verdict().get(), text), now));
    } else if (!before.equals(step.next().weight())) {
      take(PoolRules.advised(state, key, checker, step.next().weight(), now));
    } else {
      effects = List.of();
    }
  }

  void reload(PoolPolicy policy) {
    policy.servers().forEach(s -> checks.computeIfAbsent(s.key().name(), _ -> freshCheck(s)));
    take(PoolRules.reload(state, policy, standings(), now));
  }

  private List<CheckState> freshCheck(ServerPolicy server) {
    policies.put(server.key().name(), List.of(STRICT));
    return new ArrayList<>(List.of(CheckState.atStart(STRICT)));
  }

  void take(PoolStep step) {
    state = step.state();
    effects = step.effects();
  }

  void drain(String server, boolean drained) {
    take(PoolRules.drain(state, new ServerKey(server), drained, now));
  }

  PoolSnapshot snapshot() {
    return PoolRules.snapshot(state, now);
  }

  PoolSnapshot.Server server(String name) {
    return snapshot().server(new ServerKey(name)).orElseThrow();
  }

  /** What came of the last event, without log lines, as short text. */
  List<String> told() {
    return told(effects);
  }

  static List<String> told(List<PoolEffect> effects) {
    var told = new ArrayList<String>();
    for (PoolEffect effect : effects) {
      switch (effect) {
        case RunScript(_, _, _, var script) -> told.add("script " + script);
        case FifoLine(_, var line) -> told.add("fifo " + line);
        case Mail(_, var subject, var body) -> told.add("mail " + subject + " | " + body);
        case LogLine _ -> {}
      }
    }
    return told;
  }

  List<String> logged() {
    var lines = new ArrayList<String>();
    for (PoolEffect effect : effects) {
      if (effect instanceof LogLine(_, _, var text)) {
        lines.add(text);
      }
    }
    return lines;
  }
}
