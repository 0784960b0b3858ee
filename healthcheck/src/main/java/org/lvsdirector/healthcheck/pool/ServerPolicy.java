package org.lvsdirector.healthcheck.pool;

import java.time.Duration;
import java.util.Optional;
import org.lvsdirector.parser.model.ScriptCommand;

/**
 * The settings of one real server, inherited and complete.
 *
 * @param key who it is
 * @param weight configured weight, 0 or more
 * @param inhibit {@code inhibit_on_failure}: weight 0 instead of removal; here it only changes
 *     words
 * @param notifyUp script run when it comes up
 * @param notifyDown script run when it goes down
 * @param smtpAlert whether its changes are mailed
 * @param slowStart time over which its weight climbs after a return (ours), zero to switch off
 */
public record ServerPolicy(
    ServerKey key,
    long weight,
    boolean inhibit,
    Optional<ScriptCommand> notifyUp,
    Optional<ScriptCommand> notifyDown,
    boolean smtpAlert,
    Duration slowStart) {
  /** A server without scripts and mails. */
  public static ServerPolicy of(String name, long weight) {
    return new ServerPolicy(
        new ServerKey(name),
        weight,
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        Duration.ZERO);
  }

  /** The same with mails on. */
  public ServerPolicy withAlerts() {
    return new ServerPolicy(key, weight, inhibit, notifyUp, notifyDown, true, slowStart);
  }

  /** The same with a slow start. */
  public ServerPolicy withSlowStart(Duration time) {
    return new ServerPolicy(key, weight, inhibit, notifyUp, notifyDown, smtpAlert, time);
  }

  /** The same with {@code inhibit_on_failure}. */
  public ServerPolicy withInhibit() {
    return new ServerPolicy(key, weight, true, notifyUp, notifyDown, smtpAlert, slowStart);
  }

  /** The same with scripts. */
  public ServerPolicy withScripts(ScriptCommand up, ScriptCommand down) {
    return new ServerPolicy(
        key, weight, inhibit, Optional.of(up), Optional.of(down), smtpAlert, slowStart);
  }
}
