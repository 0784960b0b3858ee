package org.lvsdirector.healthcheck.pool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.healthcheck.check.WeightAdvice;

/** The scratch pad of one call of {@link PoolRules}: never kept, never shared. */
final class PoolTurn {
  private final PoolPolicy policy;
  private final Instant now;
  private final Map<ServerKey, RealServerState> servers = new LinkedHashMap<>();
  private final List<PoolEffect> effects = new ArrayList<>();
  private final Notifier notifier;
  private boolean quorumUp;
  private boolean panic;
  private Instant quorumSince;

  PoolTurn(PoolPolicy policy, Instant now) {
    this.policy = policy;
    this.now = now;
    this.quorumSince = now;
    this.notifier = new Notifier(policy, effects);
  }

  PoolTurn(PoolState state, Instant now) {
    this(state.policy(), now);
    servers.putAll(state.servers());
    inherit(state);
  }

  PoolStep done() {
    return new PoolStep(new PoolState(policy, servers, quorumUp, panic, quorumSince), effects);
  }

  void inherit(PoolState old) {
    quorumUp = old.quorumUp();
    panic = old.panic();
    quorumSince = old.quorumSince();
  }

  /** A server nobody knew before: in at once unless a checker holds it back. */
  void admit(ServerPolicy server, List<Standing> checks) {
    RealServerState state = RealServerState.starting(checks, now);
    servers.put(server.key(), state);
    if (state.alive() && policy.notices().initNotifies()) {
      notifier.server(server, true);
    }
  }

  /** A server that was there before a reload, with the standings of its new checkers. */
  void keep(ServerPolicy server, RealServerState state) {
    servers.put(server.key(), state);
    if (state.passes() != state.alive()) {
      turn(server, state, state.passes());
    }
  }

  /** Servers only the old settings have: gone, and announced if they were up. */
  void dismissVanished(PoolState old) {
    Set<ServerKey> staying = HashSet.newHashSet(policy.servers().size());
    policy.servers().forEach(server -> staying.add(server.key()));
    for (ServerPolicy gone : old.policy().servers()) {
      RealServerState state = old.servers().get(gone.key());
      if (staying.contains(gone.key()) || state == null) {
        continue;
      }
      if (state.alive()) {
        notifier.turning(gone, false);
        notifier.server(gone, false);
        notifier.serverMail(gone, false, "Removing");
      }
    }
  }

  void checked(CheckNews news) {
    RealServerState before = servers.get(news.server());
    ServerPolicy server = policyOf(news.server());
    if (before == null || server == null) {
      return;
    }
    RealServerState state = before.with(news.checker(), Standing.of(news.state()));
    servers.put(news.server(), state);
    boolean turned = state.passes() != state.alive();
    if (turned) {
      turn(server, state, state.passes());
    } else if (news.verdict().announce()) {
      notifier.server(server, news.verdict().up());
    }
    evaluateQuorum(false);
    if (news.verdict().mail() && (turned || policy.notices().checkerMails())) {
      notifier.serverMail(server, state.passes(), news.mailText());
    }
  }

  void advised(ServerKey key, int checker, WeightAdvice advice) {
    RealServerState state = servers.get(key);
    if (state != null) {
      servers.put(key, state.with(checker, new Standing(state.checks().get(checker).up(), advice)));
    }
  }

  void drain(ServerKey key, boolean drained) {
    RealServerState state = servers.get(key);
    if (state == null || state.drained() == drained) {
      return;
    }
    servers.put(key, state.withDrained(drained));
    notifier.log(
        true,
        (drained ? "Draining service " : "Undraining service ")
            + key
            + " of VS "
            + policy.key()
            + " as an operator asked");
  }

  /** Down notifications for everything that is up, at removal or stop. */
  void farewell(boolean walkServers, String why) {
    if (walkServers) {
      for (ServerPolicy server : policy.servers()) {
        RealServerState state = servers.get(server.key());
        if (state != null && state.alive()) {
          notifier.server(server, false);
          notifier.serverMail(server, false, why);
        }
      }
    }
    if (quorumUp) {
      quorumUp = false;
      notifier.pool(false);
      notifier.poolMail(false, why);
    }
  }

  /**
   * Judges quorum. At a first evaluation a pool without quorum and with a sorry server announces
   * the loss, since the sorry server takes over; without one it starts silently (reference, LVS
   * 13).
   */
  void evaluateQuorum(boolean first) {
    judgePanic();
    long live = liveWeight();
    boolean holds = policy.quorum().holds(quorumUp, live);
    if (holds == quorumUp && !(first && !holds && policy.sorry().isPresent())) {
      return;
    }
    quorumUp = holds;
    quorumSince = now;
    notifier.quorum(holds, first, live);
  }

  private void judgePanic() {
    int percent = policy.panicPercent();
    long known = servers.values().stream().filter(RealServerState::everAlive).count();
    long alive = servers.values().stream().filter(RealServerState::alive).count();
    boolean next = percent > 0 && known > 0 && alive * 100 < percent * known;
    if (next != panic) {
      panic = next;
      notifier.panic(next, alive, known);
    }
  }

  private long liveWeight() {
    long live = 0;
    for (ServerPolicy server : policy.servers()) {
      RealServerState state = servers.get(server.key());
      if (state != null && PoolRules.serving(state, panic)) {
        live += state.fullWeight(server.weight());
      }
    }
    return live;
  }

  private void turn(ServerPolicy server, RealServerState state, boolean alive) {
    boolean ramp = alive && state.everAlive() && !server.slowStart().isZero();
    servers.put(server.key(), state.turned(alive, now, ramp));
    notifier.turning(server, alive);
    notifier.server(server, alive);
  }

  private @Nullable ServerPolicy policyOf(ServerKey key) {
    Optional<ServerPolicy> found =
        policy.servers().stream().filter(s -> s.key().equals(key)).findFirst();
    return found.orElse(null);
  }
}
