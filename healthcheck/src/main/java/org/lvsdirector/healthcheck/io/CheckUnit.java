package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.healthcheck.check.CheckPolicies;
import org.lvsdirector.healthcheck.check.CheckPolicy;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckState;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.parser.model.Checker;

/**
 * One probe and all checkers it serves: usually one, more where virtual servers share a real server
 * and ask the same of it. Belongs to {@link CheckLoop}; only {@code suspended} and {@code url} are
 * read by the probing thread.
 */
final class CheckUnit {
  private static final int HISTORY = 10;

  /**
   * A checker of a real server.
   *
   * @param index its position among the checkers of that server
   */
  record Subscriber(PoolKey pool, ServerKey server, int index) {}

  final String name;
  final Checker checker;
  final CheckPolicy policy;
  final Probe probe;
  final List<Subscriber> subscribers = new ArrayList<>();
  CheckState state;
  volatile boolean suspended;
  volatile int url;
  volatile boolean gone;
  private final Deque<CheckReport.Change> history = new ArrayDeque<>();
  private @Nullable Instant lastRun;
  private @Nullable CheckResult last;
  private Instant since;

  CheckUnit(String name, Checker checker, Probe probe, Instant now) {
    this.name = name;
    this.checker = checker;
    this.policy = CheckPolicies.of(checker);
    this.probe = probe;
    this.since = now;
    this.state = CheckState.atStart(policy);
  }

  /** Takes over what the checker this one replaces has learned. */
  void inherit(CheckUnit old) {
    adopt(old.state.carriedTo(policy));
    history.addAll(old.history);
    lastRun = old.lastRun;
    last = old.last;
    since = old.since;
  }

  void adopt(CheckState next) {
    state = next;
    url = next.url().next();
  }

  /** Takes note of a result that led to {@code next}. */
  void record(CheckResult result, CheckState next, Instant now) {
    boolean turned = next.up() != state.up() || next.hasRun() != state.hasRun();
    if (next.up() != state.up()) {
      since = now;
    }
    if (turned) {
      if (history.size() == HISTORY) {
        history.removeFirst();
      }
      history.addLast(new CheckReport.Change(now, next.up(), result.sentence()));
    }
    lastRun = now;
    last = result;
    adopt(next);
  }

  /** Whether a pool still waits for the first word of this checker. */
  boolean awaited() {
    return policy.alpha()
        && !state.hasRun()
        && !suspended
        && policy.family() != CheckPolicy.Family.EVENT
        && !(last instanceof CheckResult.CouldNotRun);
  }

  CheckReport report() {
    CheckResult seen = last;
    return new CheckReport(
        checker.keyword(),
        state.up(),
        state.hasRun(),
        suspended,
        Optional.ofNullable(lastRun),
        seen == null ? "" : seen.sentence(),
        seen == null ? Duration.ZERO : seen.duration(),
        since,
        List.copyOf(history));
  }
}
