package org.lvsdirector.daemon.worker;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.ipvs.desired.DesiredTable;
import org.lvsdirector.ipvs.desired.DesiredTables;
import org.lvsdirector.ipvs.desired.PoolView;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.VirtualServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the wanted table from configuration and health and hands it to the reconciler, on a
 * thread of its own. Many changes that come together, as at start with thousands of services, are
 * one table.
 */
final class TablePublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TablePublisher.class);

  private final BiConsumer<IpvsTable, Set<ServiceKey>> want;
  private final Runnable tellSettled;
  private final Map<PoolKey, PoolSnapshot> pools = new ConcurrentHashMap<>();
  private final Semaphore dirty = new Semaphore(0);
  private final Set<PoolKey> changed = ConcurrentHashMap.newKeySet();
  private final Set<String> remarked = new HashSet<>();
  private final Thread thread;
  private volatile KeepalivedConfig config;
  private volatile boolean settled;
  private volatile boolean held = true;
  private volatile boolean stopped;

  // Of the thread alone.
  private final DesiredTables<PoolKey> tables = new DesiredTables<>(PoolViews::key, this::view);

  /**
   * It computes nothing before {@link #start} and the first {@link #release}.
   *
   * @param want takes each wanted table and the services that the configuration owns
   * @param tellSettled called after each table that rests on the first health of every server
   */
  TablePublisher(
      KeepalivedConfig config, BiConsumer<IpvsTable, Set<ServiceKey>> want, Runnable tellSettled) {
    this.config = config;
    this.want = want;
    this.tellSettled = tellSettled;
    this.thread = Thread.ofPlatform().daemon().name("ipvs-table").unstarted(this::publishForever);
  }

  /** From now on each piece of news becomes a table. */
  void start() {
    thread.start();
  }

  /** The checks see this pool so now. */
  void pool(PoolSnapshot pool) {
    pools.put(pool.key(), pool);
    changed.add(pool.key());
    dirty.release();
  }

  /** The checks dropped this pool. */
  void removed(PoolKey key) {
    pools.remove(key);
    changed.add(key);
    dirty.release();
  }

  /** Another configuration counts from now on. */
  void config(KeepalivedConfig fresh) {
    config = fresh;
    dirty.release();
  }

  /**
   * From now on configuration and health change together, as in a reload: the table waits for both,
   * so that a server that is down does not come back for a moment in the company of a configuration
   * whose health is not known any more.
   */
  void hold() {
    held = true;
  }

  /** Configuration and health fit together again. */
  void release() {
    held = false;
    dirty.release();
  }

  /** The first health of every server is known. */
  void settled() {
    settled = true;
    dirty.release();
  }

  private void publishForever() {
    while (!stopped) {
      try {
        dirty.acquire();
        publish();
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        LOG.error("computing the wanted IPVS table failed; the table stays as it is", e);
      }
    }
  }

  /** Publishes all the news there is, unless they wait for more; the thread does nothing else. */
  void publish() {
    dirty.drainPermits();
    if (stopped || held) {
      return;
    }
    boolean known = settled;
    DesiredTable desired = tables.of(config.lvs().virtualServers(), news());
    for (String remark : desired.remarks()) {
      if (remarked.add(remark)) {
        LOG.warn("{}", remark);
      }
    }
    want.accept(desired.table(), desired.table().keys());
    if (known) {
      tellSettled.run();
    }
  }

  /** Whose health changed since the last time; it is looked up after this. */
  private Set<PoolKey> news() {
    Set<PoolKey> news = new HashSet<>();
    for (Iterator<PoolKey> each = changed.iterator(); each.hasNext(); ) {
      news.add(each.next());
      each.remove();
    }
    return news;
  }

  private PoolView view(VirtualServer service, PoolKey key) {
    return PoolViews.of(service, Optional.ofNullable(pools.get(key)));
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
  }
}
