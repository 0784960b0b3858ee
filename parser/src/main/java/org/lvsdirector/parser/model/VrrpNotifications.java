package org.lvsdirector.parser.model;

import java.util.Optional;

/**
 * Whom an instance or a sync group tells about its changes (keepalived reference, VRRP 20 to 22).
 *
 * @param master {@code notify_master}
 * @param backup {@code notify_backup}
 * @param fault {@code notify_fault}
 * @param stop {@code notify_stop}
 * @param any {@code notify}: four words are appended (INSTANCE or GROUP, name, state, priority)
 * @param deleted {@code notify_deleted SCRIPT} (instances only)
 * @param reportDeleted {@code notify_deleted} is present: report DELETED rather than FAULT when the
 *     instance vanishes
 * @param lowerPriority {@code notify_master_rx_lower_pri} (instances only)
 * @param smtpAlert {@code smtp_alert}, else smtp_alert_vrrp, else smtp_alert, else off
 * @param priorityChanges {@code notify_priority_changes}: own, else sync group's, else global
 */
public record VrrpNotifications(
    Optional<ScriptCommand> master,
    Optional<ScriptCommand> backup,
    Optional<ScriptCommand> fault,
    Optional<ScriptCommand> stop,
    Optional<ScriptCommand> any,
    Optional<ScriptCommand> deleted,
    boolean reportDeleted,
    Optional<ScriptCommand> lowerPriority,
    boolean smtpAlert,
    boolean priorityChanges) {
  /** Tells nobody. */
  public static final VrrpNotifications NONE =
      new VrrpNotifications(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          false,
          false);
}
