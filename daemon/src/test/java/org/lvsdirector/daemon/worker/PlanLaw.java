package org.lvsdirector.daemon.worker;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.lvsdirector.ipvs.desired.DesiredTable;
import org.lvsdirector.ipvs.desired.PoolView;
import org.lvsdirector.ipvs.io.MemoryIpvs;
import org.lvsdirector.ipvs.io.Reconciler;
import org.lvsdirector.ipvs.io.ReconcilerLog;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.plan.Plan;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * After an apply the plan is empty: a kernel of our own is brought to what is wanted, with every
 * server well, with every second one failed, and with the sorry servers active, and the plan for
 * the same is looked at.
 */
final class PlanLaw implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final MemoryIpvs ipvs = new MemoryIpvs();
  private final Reconciler reconciler = new Reconciler(ipvs, new ReconcilerLog());

  /** Plans that are left after an apply; empty when the law holds. */
  List<Plan> leftOver(List<VirtualServer> services) throws LinuxException {
    List<Function<VirtualServer, PoolView>> states =
        List.of(PoolView::allServing, PlanLaw::everySecondFailed, PlanLaw::sorry);
    List<Plan> left = new java.util.ArrayList<>();
    for (Function<VirtualServer, PoolView> state : states) {
      DesiredTable wanted = DesiredTable.of(services, state);
      apply(wanted, services);
      Plan plan = plan(wanted, services);
      if (!plan.isEmpty()) {
        left.add(plan);
      }
    }
    return left;
  }

  /** What would change for this file now. */
  Plan plan(List<VirtualServer> services) throws LinuxException {
    return plan(DesiredTable.of(services, PoolView::allServing), services);
  }

  private Plan plan(DesiredTable wanted, List<VirtualServer> services) throws LinuxException {
    return Plan.between(ipvs.statistics(), wanted.table(), DesiredTable.owned(services));
  }

  private void apply(DesiredTable wanted, List<VirtualServer> services) {
    Set<ServiceKey> owned = DesiredTable.owned(services);
    reconciler.want(wanted.table(), owned);
    reconciler.settled();
    long start = System.nanoTime();
    while (!reconciler.snapshot().current()) {
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        throw new AssertionError("not applied: " + reconciler.snapshot());
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static PoolView everySecondFailed(VirtualServer service) {
    List<PoolView.ServerView> servers = new java.util.ArrayList<>();
    for (int i = 0; i < service.realServers().size(); i++) {
      servers.add(new PoolView.ServerView(i % 2 == 0, service.realServers().get(i).weight() + 1L));
    }
    return new PoolView(false, servers);
  }

  private static PoolView sorry(VirtualServer service) {
    return new PoolView(service.sorryServer().isPresent(), everySecondFailed(service).servers());
  }

  @Override
  public void close() throws LinuxException {
    reconciler.close();
  }
}
