package org.lvsdirector.daemon.worker;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.control.ControlClient;
import org.lvsdirector.daemon.control.ControlServer;
import org.lvsdirector.daemon.control.PageServer;
import org.lvsdirector.daemon.notify.Notifications;
import org.lvsdirector.daemon.options.IpvsBackend;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.healthcheck.io.HealthListener;
import org.lvsdirector.healthcheck.io.HealthOptions;
import org.lvsdirector.healthcheck.io.HealthService;
import org.lvsdirector.healthcheck.pool.PoolEffect;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.ipvs.io.Ipvs;
import org.lvsdirector.ipvs.io.IpvsStatistics;
import org.lvsdirector.ipvs.io.MemoryIpvs;
import org.lvsdirector.ipvs.io.NetlinkIpvs;
import org.lvsdirector.ipvs.io.Reconciler;
import org.lvsdirector.ipvs.io.ReconcilerLog;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsDirectorSettings;
import org.lvsdirector.parser.model.LvsGlobals;
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
  private final Drains drains;
  private final WorkerFacts facts;
  private final ProvisionWatch provision;
  private final Optional<String> token;
  private final DrainExchange exchange;
  private long lastBeat;
  private @Nullable HealthService health;
  private @Nullable ControlServer control;
  private @Nullable PageServer page;
  private @Nullable HostAddresses addresses;
  private volatile @Nullable KeepalivedConfig warned;

  private WorkerRuntime(RunOptions options, KeepalivedConfig config, Ipvs ipvs, Ipvs counters) {
    this.options = options;
    this.config = new AtomicReference<>(config);
    this.reconciler =
        new Reconciler(
            ipvs,
            new ReconcilerLog(),
            Reconciler.Pace.DEFAULT.withDriftInterval(config.global().director().driftInterval()));
    this.statistics = new IpvsStatistics(counters);
    this.table = new TablePublisher(config, reconciler);
    this.notifications = Notifications.forChecks(config);
    this.drains = Drains.load(Path.of(config.global().director().stateDir()));
    this.facts = new WorkerFacts(options, config);
    this.provision = new ProvisionWatch(options, this.config, history);
    this.token = TokenFile.read(config.global().director().statusTokenFile());
    this.exchange =
        new DrainExchange(
            drains,
            () -> this.config.get().global().director().drainPeers(),
            token,
            this::applyDrains);
  }

  /**
   * Starts everything.
   *
   * @throws LinuxException if the kernel has no IPVS, or does not let us in
   */
  static WorkerRuntime start(RunOptions options, KeepalivedConfig config, MainProcessLink main)
      throws LinuxException {
    boolean memory = options.ipvs() == IpvsBackend.MEMORY;
    Ipvs ipvs = memory ? new MemoryIpvs() : NetlinkIpvs.open(config.process().ipvsNamespace());
    ipvs.info();
    if (config.global().lvs().flush()) {
      ipvs.flush();
    }
    // Reading counters of a large table takes a while: on a socket of its own, changes do not wait
    // for it.
    Ipvs counters = memory ? ipvs : NetlinkIpvs.open(config.process().ipvsNamespace());
    WorkerRuntime runtime = new WorkerRuntime(options, config, ipvs, counters);
    runtime.startHealth();
    runtime.openControl(main);
    if (!memory) {
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
    applyKernelSettings();
    HealthService started = HealthService.start(config.get(), HealthOptions.live(), new Listener());
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
    boolean needed =
        config.get().lvs().virtualServers().stream().anyMatch(service -> service.haSuspend());
    if (!needed || addresses != null) {
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

  private void openControl(MainProcessLink main) {
    ControlRoutes routes = new ControlRoutes(this, main);
    openPage(routes);
    Path path =
        config
            .get()
            .global()
            .director()
            .controlSocket()
            .map(Path::of)
            .orElse(ControlClient.DEFAULT_SOCKET);
    try {
      control =
          ControlServer.open(path, config.get().global().director().controlGroup(), routes::answer);
    } catch (IOException e) {
      LOG.warn("no control interface: {}; checks and IPVS run without it", e.getMessage());
    }
  }

  /** The page and the metrics, where {@code @lvs_director status_port} asks for them. */
  private void openPage(ControlRoutes routes) {
    LvsDirectorSettings settings = config.get().global().director();
    if (settings.statusPort() == 0) {
      return;
    }
    InetAddress address = settings.statusAddress().orElse(InetAddress.getLoopbackAddress());
    try {
      page =
          PageServer.open(
              new PageServer.Settings(
                  address, settings.statusPort(), token, settings.statusWrite()),
              new Page(routes, exchange));
      LOG.info("status page on http://{}:{}/", address.getHostAddress(), settings.statusPort());
    } catch (IOException e) {
      LOG.error("no status page: {}; checks and IPVS run without it", e.getMessage());
    }
  }

  /** Another configuration counts; what did not change is not disturbed. */
  void reload(KeepalivedConfig fresh) {
    config.set(fresh);
    warned = null;
    facts.loaded(fresh);
    notifications.reload(fresh);
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
    provision.reload();
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
    closeControl();
  }

  /** Ends in the middle of everything: the table stays for the worker that comes next. */
  void leave() {
    notifications.close();
    closeControl();
  }

  private void closeControl() {
    exchange.close();
    if (page != null) {
      page.close();
    }
    if (addresses != null) {
      addresses.close();
    }
    if (control != null) {
      try {
        control.close();
      } catch (IOException e) {
        LOG.warn("control socket: {}", e.getMessage());
      }
    }
  }

  /** Whether the check loop has turned since it was asked last. */
  boolean isAlive() {
    expireDrains();
    long before = lastBeat;
    lastBeat = health().beat();
    return lastBeat != before;
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

  Drains drains() {
    return drains;
  }

  DrainExchange drainExchange() {
    return exchange;
  }

  /** An operator drained or undrained here. */
  void drainsChanged() {
    applyDrains();
    exchange.soon();
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

  /** Takes what the checks tell; on the check loop's thread, so nothing here waits. */
  private final class Listener implements HealthListener {
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
}
