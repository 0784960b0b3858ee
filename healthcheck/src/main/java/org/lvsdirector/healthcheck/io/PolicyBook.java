package org.lvsdirector.healthcheck.io;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolPolicies;
import org.lvsdirector.healthcheck.pool.PoolPolicy;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * The settings of the pools of the present configuration. What a reload leaves as it was is not
 * computed again: it names every real server anew. Belongs to {@link CheckLoop}.
 */
final class PolicyBook {
  private Map<PoolKey, Entry> known = Map.of();
  private Map<PoolKey, Entry> present = new HashMap<>();
  private boolean checkerMails;
  private boolean initNotifies;

  private record Entry(VirtualServer server, PoolPolicy policy) {}

  /**
   * Another configuration: {@link #of} is asked for each of its virtual servers next.
   *
   * @param mails whether every change of a checker is mailed ({@code no_checker_emails} off)
   * @param notifies {@code rs_init_notifies}
   */
  void begin(boolean mails, boolean notifies) {
    known = mails == checkerMails && notifies == initNotifies ? present : Map.of();
    present = new HashMap<>();
    checkerMails = mails;
    initNotifies = notifies;
  }

  /** The settings of this virtual server. */
  PoolPolicy of(VirtualServer server) {
    PoolKey key = PoolKey.of(server);
    @Nullable Entry before = known.get(key);
    PoolPolicy policy =
        before != null && before.server.equals(server)
            ? before.policy
            : PoolPolicies.of(server, checkerMails, initNotifies);
    present.put(key, new Entry(server, policy));
    return policy;
  }
}
