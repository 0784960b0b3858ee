package org.lvsdirector.vrrp.io;

import java.time.Duration;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.ProcessControl;
import org.lvsdirector.parser.model.GlobalDefs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code max_auto_priority}: a loop that wakes later than {@code min_auto_priority_delay} becomes a
 * real-time thread, and then rises by one each time, up to that ceiling (reference, VRRP 26.3).
 * Used by the loop's own thread only.
 */
final class AutoPriority {
  private static final Logger LOG = LoggerFactory.getLogger(AutoPriority.class);

  private int ceiling;
  private Duration delay = Duration.ofSeconds(1);
  private int priority;

  /** What the configuration says; the priority reached so far stays. */
  void configure(GlobalDefs global) {
    ceiling = Math.max(0, global.autoPriority());
    delay = global.autoPriorityDelay();
    priority = Math.max(priority, global.vrrpProcess().realtimePriority());
  }

  /** The loop woke so much after its deadline. */
  void woke(Duration late) {
    if (late.compareTo(delay) < 0 || priority >= ceiling) {
      return;
    }
    int next = priority + 1;
    try {
      ProcessControl.schedule(ProcessControl.SCHED_FIFO, next, true);
      priority = next;
      LOG.info("VRRP thread woke {} ms late: real-time priority is {} now", late.toMillis(), next);
    } catch (LinuxException e) {
      ceiling = 0;
      LOG.warn("max_auto_priority has no effect: {}", e.getMessage());
    }
  }

  /** The real-time priority asked for by now, 0 for none. */
  int priority() {
    return priority;
  }
}
