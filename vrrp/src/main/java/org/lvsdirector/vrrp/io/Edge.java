package org.lvsdirector.vrrp.io;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.io.Pollable;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.linux.io.ProcessControl;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.io.Sysctl;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.ProcessTuning;
import org.lvsdirector.parser.model.VrrpGlobals;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.AddressKey;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.group.VrrpRouters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything the loop touches of the outside world, opened together and closed together. */
final class Edge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

  private final Parts parts;
  private final EffectExecutor executor;
  private final Notices notices;
  private final StaticEntriesKeeper statics;
  private final SysctlJournal sysctls;
  private final ClaimWatch claims;
  private final Set<String> promoting = new HashSet<>();
  private final Set<String> trackGroupMembers = new HashSet<>();
  private final UnknownVrids unknown = new UnknownVrids();

  /** What effects act upon. */
  record Parts(
      RtNetlink netlink,
      NetworkTable network,
      SocketPool sockets,
      Announcer announcer,
      RouteTable routes,
      NftTables tables,
      Firewall firewall,
      VirtualLinks virtual) {}

  private Edge(Parts parts, Notices notices, SysctlJournal sysctls, ClaimWatch claims) {
    this.claims = claims;
    this.parts = parts;
    this.notices = notices;
    this.sysctls = sysctls;
    this.executor = new EffectExecutor(parts, notices);
    this.statics = new StaticEntriesKeeper(parts.netlink(), parts.network(), parts.routes());
    executor.forwarding(
        link ->
            sysctls
                .read(Sysctl.forInterface("ipv6", link.name(), "forwarding"))
                .filter("1"::equals)
                .isPresent());
  }

  static Edge open(VrrpOptions options, Poller poller, VrrpListener listener)
      throws LinuxException {
    RtNetlink netlink = NetworkNamespace.call(options.namespace(), () -> RtNetlink.open());
    try {
      var network = new NetworkTable();
      var sysctls = new SysctlJournal(options.namespace());
      var tables = new NftTables(options.namespace());
      var parts =
          new Parts(
              netlink,
              network,
              new SocketPool(options.namespace(), poller),
              NetworkNamespace.call(options.namespace(), Announcer::open),
              new RouteTable(netlink, network),
              tables,
              new Firewall(tables),
              new VirtualLinks(
                  netlink,
                  network,
                  new VirtualLinkSettings(netlink, network, sysctls),
                  new VmacFirewall(tables)));
      var claims = new ClaimWatch(options.namespace(), poller);
      return new Edge(parts, new Notices(listener, options.logged()), sysctls, claims);
    } catch (LinuxException e) {
      netlink.close();
      throw e;
    }
  }

  /** Settings of the file that only the edge uses. */
  void use(KeepalivedConfig config) {
    VrrpGlobals globals = config.global().vrrp();
    parts
        .announcer()
        .use(
            new Announcer.Paces(
                globals.garpInterval(), globals.gnaInterval(), config.vrrp().garpGroups()));
    parts.tables().use(globals.firewall());
    globals.commandBuffer().wanted().ifPresent(b -> grow(b, globals.commandBuffer().force()));
    parts.virtual().sync(config.vrrp().instances(), globals);
    statics.use(config.vrrp().statics());
    parts.sockets().use(globals.receiveBuffers());
    unknown.use(globals.logUnknownVrids());
    trackGroupMembers.clear();
    config.vrrp().trackGroups().forEach(g -> trackGroupMembers.addAll(g.instances()));
    for (VrrpInstance instance : config.vrrp().instances()) {
      if (instance.behaviour().promoteSecondaries()) {
        instance.interfaceName().filter(promoting::add).ifPresent(this::promote);
      }
    }
  }

  private void grow(int bytes, boolean force) {
    try {
      parts.netlink().receiveBuffer(bytes, force);
    } catch (LinuxException e) {
      LOG.warn("vrrp_netlink_cmd_rcv_bufs: {}; the kernel's own size stays", e.getMessage());
    }
  }

  private void promote(String interfaceName) {
    sysctls.set(Sysctl.forInterface("ipv4", interfaceName, "promote_secondaries"), "1");
  }

  /** Everything that is not an instance's: after the instances have ended. */
  void release() {
    statics.removeAll();
    parts.virtual().removeAll();
    sysctls.restore();
  }

  /**
   * See {@link Leftovers}.
   *
   * @param resuming instances that go on as MASTER, whose entries stay
   */
  void removeLeftovers(VrrpRouters routers, Set<String> resuming) {
    new Leftovers(parts, executor)
        .remove(routers.all().stream().filter(r -> !resuming.contains(r.name())).toList());
  }

  /**
   * Static entries come back when an instance of a track_group leaves FAULT (keepalived reference,
   * VRRP 16.7).
   */
  void recovered(List<VrrpEffect> effects) {
    boolean tracked =
        effects.stream()
            .anyMatch(
                e ->
                    e instanceof VrrpEffect.Transition t
                        && t.from() == Reported.FAULT
                        && t.to() != Reported.STOP
                        && t.to() != Reported.DELETED
                        && trackGroupMembers.contains(t.instance()));
    if (tracked) {
      statics.restore();
    }
  }

  /** Takes in what the kernel says; answers what another program did to our entries. */
  List<RouterEvent> kernel(RtEvent event) {
    List<RouterEvent> events = new ArrayList<>();
    List<RouterEvent> tolds = parts.network().apply(event);
    if (event instanceof RtEvent.LinkRemoved(LinkInfo link) && parts.virtual().linkRemoved(link)) {
      LOG.warn("{} was removed by another program; making it again", link.name());
      parts.virtual().syncAgain();
      executor.refused().stream().map(Edge::gone).forEach(events::add);
    }
    if (event instanceof RtEvent.LinkChanged(LinkInfo link)) {
      parts.virtual().linkChanged(link);
    }
    for (RouterEvent told : tolds) {
      if (told instanceof RouterEvent.AddressRemoved gone) {
        addressGone(gone).ifPresent(events::add);
      }
    }
    if (event instanceof RtEvent.Snapshot) {
      events.addAll(missing());
    }
    parts.routes().gone(event).ifPresent(gone -> routeGone(gone).ifPresent(events::add));
    return events;
  }

  /** Listens for ARP on the interfaces of the instances, to see who else claims our addresses. */
  void watchClaims(VrrpRouters routers) {
    claims.sync(routers.all(), parts.network());
  }

  /** Claims of our addresses that came in on this socket. */
  List<RouterEvent> claims(Pollable ready) {
    return claims.read(ready, parts.network());
  }

  private Optional<RouterEvent> addressGone(RouterEvent.AddressRemoved gone) {
    String configured = parts.virtual().configuredName(gone.interfaceName());
    var key = new AddressKey(gone.address(), gone.prefixLength(), Optional.of(configured));
    if (statics.holds(key)) {
      LOG.warn("static address {} was removed by another program; putting it back", key);
      statics.restore();
    }
    return Optional.of(
        new RouterEvent.AddressRemoved(configured, gone.address(), gone.prefixLength()));
  }

  private Optional<RouterEvent> routeGone(RouteTable.Gone gone) {
    if (gone.owner().name().equals(StaticEntriesKeeper.OWNER)) {
      LOG.warn("static {} was removed by another program; putting it back", gone.what());
      statics.restore();
      return Optional.empty();
    }
    return Optional.of(new RouterEvent.Removed(gone.owner().name(), gone.what()));
  }

  /**
   * After lost messages: our addresses that are not in the table, asked for once more to be sure.
   */
  private List<RouterEvent> missing() {
    if (executor.installed().isEmpty()) {
      return List.of();
    }
    try {
      List<AddressInfo> now = parts.netlink().addresses();
      List<RouterEvent> events = new ArrayList<>();
      executor
          .installed()
          .forEach(
              (key, info) -> {
                if (now.stream().noneMatch(a -> a.isSameEntry(info))) {
                  events.add(gone(key));
                }
              });
      return events;
    } catch (LinuxException e) {
      LOG.warn("looking at the addresses: {}", e.getMessage());
      return List.of();
    }
  }

  private static RouterEvent gone(AddressKey key) {
    return new RouterEvent.AddressRemoved(
        key.interfaceName().orElse(""), key.address(), key.prefixLength());
  }

  /** Makes the loop thread what {@code vrrp_priority} and its companions ask for. */
  static void prepareThread(ProcessTuning tuning) {
    attempt("thread name", () -> ProcessControl.nameThread("vrrp"));
    if (tuning.realtimePriority() > 0) {
      attempt(
          "vrrp_rt_priority",
          () ->
              ProcessControl.schedule(ProcessControl.SCHED_FIFO, tuning.realtimePriority(), true));
    } else if (tuning.nice() != 0) {
      attempt("vrrp_priority", () -> ProcessControl.nice(tuning.nice()));
    }
    if (!tuning.cpuAffinity().isEmpty()) {
      var processors = new BitSet();
      tuning.cpuAffinity().forEach(processors::set);
      attempt("vrrp_cpu_affinity", () -> ProcessControl.affinity(processors));
    }
    if (tuning.noSwap()) {
      int all = ProcessControl.MCL_CURRENT | ProcessControl.MCL_FUTURE | ProcessControl.MCL_ONFAULT;
      attempt("vrrp_no_swap", () -> ProcessControl.lockMemory(all));
    }
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws LinuxException;
  }

  private static void attempt(String what, Attempt work) {
    try {
      work.run();
    } catch (LinuxException e) {
      LOG.warn("{}: {}", what, e.getMessage());
    }
  }

  Optional<Instant> nextDeadline() {
    return parts.announcer().nextDeadline();
  }

  void due(Instant now) {
    parts.announcer().due(now);
  }

  NetworkTable network() {
    return parts.network();
  }

  VirtualLinks virtualLinks() {
    return parts.virtual();
  }

  SocketPool sockets() {
    return parts.sockets();
  }

  EffectExecutor executor() {
    return executor;
  }

  UnknownVrids unknownVrids() {
    return unknown;
  }

  Notices notices() {
    return notices;
  }

  @Override
  public void close() {
    parts.sockets().close();
    claims.close();
    parts.announcer().close();
    parts.tables().close();
    parts.netlink().close();
  }
}
