package org.lvsdirector.vrrp.io;

import java.time.Duration;
import org.lvsdirector.vrrp.fsm.Reported;

/** What VRRP reports (keepalived reference, VRRP 20 to 22). */
public sealed interface VrrpNotice {
  /** Name of the instance or sync group. */
  String name();

  /** Whom a notice is about. */
  enum Subject {
    /** A {@code vrrp_instance}. */
    INSTANCE,
    /** A {@code vrrp_sync_group}. */
    GROUP
  }

  /**
   * A state to notify: notify scripts, FIFO line, mail.
   *
   * @param priority effective priority; 0 for groups
   * @param reason why the state was entered, for the log; empty for groups
   */
  record StateChanged(Subject subject, String name, Reported state, int priority, String reason)
      implements VrrpNotice {}

  /** The effective priority changed; FIFO line if {@code notify_priority_changes}. */
  record PriorityChanged(String name, Reported state, int priority, int before)
      implements VrrpNotice {}

  /** {@code notify_master_rx_lower_pri} and its FIFO line. */
  record LowerPriorityReceived(String name, int ownPriority, String source, int priority)
      implements VrrpNotice {}

  /** Two masters: who, and probably why. */
  record SplitBrain(String name, String own, String other, String cause) implements VrrpNotice {}

  /** The split is over. */
  record SplitBrainHealed(String name, String other) implements VrrpNotice {}

  /**
   * The VRRP thread woke so late that adverts suffered.
   *
   * @param name the instance with the shortest interval
   */
  record Late(String name, Duration lateness) implements VrrpNotice {}
}
