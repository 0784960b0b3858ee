package org.lvsdirector.healthcheck.io;

import java.util.List;
import org.lvsdirector.healthcheck.pool.PoolEffect;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;

/**
 * Who is told about the pools. Calls come one at a time, in order, from changing threads; they hold
 * up all health checks, so they only take note and return.
 */
public interface HealthListener {
  /**
   * A pool is new or looks different. Comes before the effects of the same event, so the kernel's
   * table is on its way before anybody is notified (keepalived reference, LVS 26.5).
   */
  void poolChanged(PoolSnapshot pool);

  /** A reload dropped this pool. */
  void poolRemoved(PoolKey pool);

  /** Scripts, FIFO lines, mails and log lines, to be carried out in this order. */
  void effects(List<PoolEffect> effects);

  /**
   * All pools have been announced, and every checker that started as failed has had its say. Comes
   * once after start and once after each reload.
   */
  void settled();
}
