package org.lvsdirector.daemon.worker;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.notify.Notifications;
import org.lvsdirector.daemon.options.IpvsBackend;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.healthcheck.io.HealthOptions;
import org.lvsdirector.healthcheck.io.HealthService;
import org.lvsdirector.ipvs.io.IpvsStatistics;
import org.lvsdirector.ipvs.io.Reconciler;
import org.lvsdirector.ipvs.io.ReconcilerLog;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsDirectorSettings;
import org.lvsdirector.parser.model.LvsGlobals;
import org.lvsdirector.parser.model.VirtualServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks, table, notifications and control interface, joined. */
final class WorkerRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerRuntime.class);

  private final RunOptions options;
  private final AtomicReference<KeepalivedConfig> config;
  private final Reconciler reconciler;
  private final IpvsStatistics statistics;
  private final TablePublisher table;
  private final Notifications notifications;
  private final History history = new History();
  private final RateHistory rates;
  private final Drains drains;
  private final WorkerFacts facts;
  private final ProvisionWatch provision;
  private final ControlInterface control;
  private final Heartbeat heartbeat = new Heartbeat();
  private @Nullable HealthService health;
  private @Nullable HostAddresses addresses;
  private volatile @Nullable KeepalivedConfig warned;

  private WorkerRuntime(RunOptions options, KeepalivedConfig config, TableAccess access) {
    this.options = options;
    this.config = new AtomicReference<>(config);
    this.reconciler =
        new Reconciler(
            access.ipvs(),
            new ReconcilerLog(),
            Reconciler.Pace.DEFAULT.withDriftInterval(config.global().director().driftInterval()));
    this.statistics = access.statistics();
    this.rates = access.rates();
    this.table = new TablePublisher(config, reconciler::want, reconciler::settled);
    this.notifications = Notifications.forChecks(config, options);
    this.drains = Drains.load(Path.of(config.global().director().stateDir()));
    this.facts = new WorkerFacts(options, config);
    this.provision = new ProvisionWatch(options, this.config, history);
    this.control =
        new ControlInterface(
            () -> this.config.get().global().director(), drains, this::applyDrains);
  }

  /**
   * Starts everything.
   *
   * @throws LinuxException if the kernel has no IPVS, or does not let us in
   */
  static WorkerRuntime start(RunOptions options, KeepalivedConfig config, MainProcessLink main)
      throws LinuxException {
    WorkerRuntime runtime = new WorkerRuntime(options, config, TableAccess.open(options, config));
    runtime.startHealth();
    ControlRoutes routes = new ControlRoutes(runtime, main);
    runtime.control.open(routes::answer, new Page(routes, runtime.drainExchange()));
    if (options.ipvs() != IpvsBackend.MEMORY) {
      HygieneReport.write(config);
    }
    return runtime;
  }

  /** Timeouts and sync daemon as configuration and VRRP have them now. */
  private void applyKernelSettings() {
    LvsGlobals settings = config.get().global().lvs();
    warnOfMarks(settings);
    reconciler.wantTimeouts(KernelSettings.timeouts(settings));
    reconciler.wantSyncDaemons(KernelSettings.syncDaemons(settings, facts.vrrp()));
  }

  /** Said once for each reading of the configuration. */
  private void warnOfMarks(LvsGlobals settings) {
    if (settings.nftables().isPresent() && !config.get().equals(warned)) {
      warned = config.get();
      LOG.warn(
          "nftables_ipvs makes no marks here: each address of a virtual_server_group becomes a"
              + " service of its own, which reaches the same real servers but schedules and"
              + " persists by itself; put 'fwmark N' into the group and mark the packets where that"
              + " matters");
    }
  }

  private void startHealth() {
    table.start();
    applyKernelSettings();
    HealthService started =
        HealthService.start(
            config.get(), HealthOptions.live(), new PoolListener(table, notifications));
    health = started;
    applyDrains();
    watchAddresses();
    table.release();
  }

  /** One size for both route sockets of this process, the larger of what is asked for. */
  private static Optional<Integer> routeBuffer(LvsGlobals lvs) {
    return Stream.of(lvs.monitorBuffer(), lvs.commandBuffer())
        .flatMap(buffer -> buffer.wanted().stream())
        .max(Integer::compare);
  }

  /** {@code ha_suspend} needs to know which addresses are here; nobody else does. */
  private void watchAddresses() {
    if (addresses != null || !isSuspending(config.get().lvs().virtualServers())) {
      return;
    }
    try {
      addresses =
          new HostAddresses(
              routeBuffer(config.get().global().lvs()), present -> health().addresses(present));
    } catch (LinuxException e) {
      LOG.error(
          "ha_suspend cannot watch this host's addresses: {}; its checks run everywhere",
          e.getMessage());
    }
  }

  private static boolean isSuspending(List<VirtualServer> services) {
    for (VirtualServer service : services) {
      if (service.haSuspend()) {
        return true;
      }
    }
    return false;
  }

  /** Another configuration counts; what did not change is not disturbed. */
  void reload(KeepalivedConfig fresh) {
    tellWhatWaits(config.get().global().director(), fresh.global().director());
    config.set(fresh);
    warned = null;
    facts.loaded(fresh);
    notifications.reload(fresh);
    rates.services(fresh.lvs().virtualServers());
    table.hold();
    try {
      health().reload(fresh);
      applyDrains();
      watchAddresses();
      applyKernelSettings();
      table.config(fresh);
    } finally {
      table.release();
    }
    reconciler.driftInterval(fresh.global().director().driftInterval());
    provision.reload();
    control.reload();
  }

  private static void tellWhatWaits(LvsDirectorSettings before, LvsDirectorSettings after) {
    if (!before.stateDir().equals(after.stateDir())
        || !before.workerHeap().equals(after.workerHeap())) {
      LOG.warn("state_dir and worker_heap take effect when the daemon is started again");
    }
  }

  void reloadRefused(String why) {
    facts.refused(why);
  }

  /** The main process tells how VRRP stands. */
  void vrrp(JsonObject status) {
    VrrpChanges.between(facts.vrrp(), status).forEach(history::add);
    facts.vrrp(status);
    applyKernelSettings();
  }

  void dump(String kind) {
    if (kind.equals("DATA")) {
      CheckerDump.write(config.get(), health().snapshot());
    }
  }

  /** Stops the checks, then takes the table away as the configuration says. */
  void stop() {
    KeepalivedConfig current = config.get();
    LvsGlobals.FlushOnStop flush = current.global().lvs().flushOnStop();
    provision.close();
    health().stop(flush == LvsGlobals.FlushOnStop.OFF);
    table.close();
    try {
      reconciler.stop(KernelSettings.stopMode(options.release().keepIpvs(), flush));
    } catch (LinuxException e) {
      LOG.error(
          "removing the IPVS services: {}; what is left is adopted or removed at the next start",
          e.getMessage());
    }
    notifications.close();
    closeDoors();
  }

  /** Ends in the middle of everything: the table stays for the worker that comes next. */
  void leave() {
    notifications.close();
    closeDoors();
  }

  private void closeDoors() {
    control.close();
    if (addresses != null) {
      addresses.close();
    }
  }

  /** Whether the check loop has turned since it was asked last, and checks are really started. */
  boolean isAlive() {
    expireDrains();
    return heartbeat.isThere(health().beat(), health().withoutStarts());
  }

  HealthService health() {
    return java.util.Objects.requireNonNull(health);
  }

  KeepalivedConfig config() {
    return config.get();
  }

  History history() {
    return history;
  }

  RateHistory rates() {
    return rates;
  }

  Drains drains() {
    return drains;
  }

  DrainExchange drainExchange() {
    return control.exchange();
  }

  /** An operator drained or undrained here. */
  void drainsChanged() {
    applyDrains();
    drainExchange().soon();
  }

  ProvisionWatch provision() {
    return provision;
  }

  WorkerFacts facts() {
    return facts;
  }

  Reconciler reconciler() {
    return reconciler;
  }

  IpvsStatistics statistics() {
    return statistics;
  }

  /** Brings the checks' idea of who is drained to what the operators said. */
  void applyDrains() {
    if (health != null) {
      health.drained(drains.among(config.get().lvs().virtualServers()));
    }
  }

  private void expireDrains() {
    List<Drain> over = drains.expire(Instant.now());
    for (Drain drain : over) {
      LOG.info("drain of {} by {} is over", drain.server(), drain.by());
    }
    if (!over.isEmpty()) {
      applyDrains();
    }
  }
}
