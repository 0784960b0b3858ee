package org.lvsdirector.healthcheck.pool;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.healthcheck.pool.PoolEffect.FifoLine;
import org.lvsdirector.healthcheck.pool.PoolEffect.LogLine;
import org.lvsdirector.healthcheck.pool.PoolEffect.Mail;
import org.lvsdirector.healthcheck.pool.PoolEffect.RunScript;

/**
 * Words and order of what a pool tells the world (keepalived reference, LVS 26). Scripts, FIFO
 * readers, mail filters and log watchers of keepalived depend on these forms.
 */
final class Notifier {
  private final PoolPolicy policy;
  private final List<PoolEffect> effects;

  Notifier(PoolPolicy policy, List<PoolEffect> effects) {
    this.policy = policy;
    this.effects = effects;
  }

  void log(boolean warning, String text) {
    effects.add(new LogLine(policy.key(), warning, text));
  }

  /** The log line of a real server entering or leaving the pool. */
  void turning(ServerPolicy server, boolean up) {
    String verb = up ? (server.inhibit() ? "Enabling" : "Adding") : down(server);
    log(!up, verb + " service " + server.key() + (up ? " to" : " from") + " VS " + policy.key());
  }

  private static String down(ServerPolicy server) {
    return server.inhibit() ? "Disabling" : "Removing";
  }

  /** Script, then FIFO line. */
  void server(ServerPolicy server, boolean up) {
    (up ? server.notifyUp() : server.notifyDown())
        .ifPresent(
            script ->
                effects.add(new RunScript(policy.key(), Optional.of(server.key()), up, script)));
    effects.add(
        new FifoLine(
            policy.key(), "RS " + server.key() + " " + policy.key() + (up ? " UP" : " DOWN")));
  }

  void serverMail(ServerPolicy server, boolean up, String text) {
    if (server.smtpAlert()) {
      String subject =
          "Realserver " + server.key() + " of virtual server " + policy.key() + " - " + word(up);
      effects.add(new Mail(policy.key(), subject, "=> " + text + " <="));
    }
  }

  /** Script, then FIFO line. */
  void pool(boolean up) {
    (up ? policy.notices().quorumUp() : policy.notices().quorumDown())
        .ifPresent(
            script -> effects.add(new RunScript(policy.key(), Optional.empty(), up, script)));
    effects.add(new FifoLine(policy.key(), "VS " + policy.key() + (up ? " UP" : " DOWN")));
  }

  void poolMail(boolean up, String text) {
    if (policy.notices().smtpAlert()) {
      String subject = "Virtualserver " + policy.key() + " - " + word(up);
      effects.add(new Mail(policy.key(), subject, "=> " + text + " <="));
    }
  }

  /** All that follows from gaining or losing quorum. */
  void quorum(boolean up, boolean first, long live) {
    String event =
        first
            ? (up ? "Starting with quorum up" : "Starting with quorum down")
            : (up ? "Gained quorum" : "Lost quorum");
    long required = policy.quorum().required();
    long hysteresis = policy.quorum().hysteresis();
    long threshold = up ? required + hysteresis : required - hysteresis;
    log(
        !up,
        "%s %d%s%d=%d %s %d for VS %s"
            .formatted(
                event,
                required,
                up ? "+" : "-",
                hysteresis,
                threshold,
                up ? "<=" : ">",
                live,
                policy.key()));
    policy.sorry().ifPresent(sorry -> sorryTurns(sorry, !up, first));
    pool(up);
    // The sign in the mail is a plus whatever the direction; filters know it that way.
    poolMail(up, "%s %d+%d=%d <= %d".formatted(event, required, hysteresis, threshold, live));
  }

  private void sorryTurns(PoolPolicy.Sorry sorry, boolean active, boolean first) {
    if (active) {
      if (!first) {
        log(true, "Removing alive servers from the pool for VS " + policy.key());
      }
      String verb = sorry.inhibit() ? "Enabling" : "Adding";
      log(true, verb + " sorry server " + sorry.name() + " to VS " + policy.key());
    } else if (!first) {
      String verb = sorry.inhibit() ? "Disabling" : "Removing";
      log(false, verb + " sorry server " + sorry.name() + " from VS " + policy.key());
      log(false, "Adding alive servers to the pool for VS " + policy.key());
    }
  }

  void panic(boolean begins, long alive, long known) {
    log(
        begins,
        begins
            ? "Only %d of %d working servers of VS %s pass their checks, below panic_threshold %d%%: keeping all of them, look at the checkers first"
                .formatted(alive, known, policy.key(), policy.panicPercent())
            : "%d of %d servers of VS %s pass their checks again: panic_threshold no longer keeps failed servers"
                .formatted(alive, known, policy.key()));
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
