package org.lvsdirector.daemon.worker;

import java.util.List;
import org.lvsdirector.daemon.notify.Notifications;
import org.lvsdirector.healthcheck.io.HealthListener;
import org.lvsdirector.healthcheck.pool.PoolEffect;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the checks tell to the table, the notifications and the log; on the check loop's
 * thread, so nothing here waits.
 */
final class PoolListener implements HealthListener {
  private static final Logger LOG = LoggerFactory.getLogger(PoolListener.class);

  private final TablePublisher table;
  private final Notifications notifications;

  PoolListener(TablePublisher table, Notifications notifications) {
    this.table = table;
    this.notifications = notifications;
  }

  @Override
  public void poolChanged(PoolSnapshot pool) {
    table.pool(pool);
  }

  @Override
  public void poolRemoved(PoolKey pool) {
    table.removed(pool);
  }

  @Override
  public void effects(List<PoolEffect> effects) {
    effects.forEach(this::effect);
  }

  private void effect(PoolEffect effect) {
    switch (effect) {
      case PoolEffect.RunScript(_, _, _, var script) -> notifications.script(script);
      case PoolEffect.FifoLine(_, var line) -> notifications.line(line);
      case PoolEffect.Mail(_, var subject, var body) -> notifications.mail(subject, body);
      case PoolEffect.LogLine(_, var warning, var text) -> {
        if (warning) {
          LOG.warn("{}", text);
        } else {
          LOG.info("{}", text);
        }
      }
    }
  }

  @Override
  public void settled() {
    table.settled();
  }
}
