package org.lvsdirector.ipvs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ipvs.RandomTables;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.diff.IpvsDiff;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsStats;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceFlags;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.ipvs.model.Tunnel;
import org.lvsdirector.ipvs.model.TunnelChecksum;
import org.lvsdirector.ipvs.model.TunnelType;
import org.lvsdirector.ipvs.print.IpvsListing;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;

/** The codec and the socket against a real kernel, with ipvsadm as the witness. */
@Tag("ipvs")
class NetlinkIpvsIT {
  private static final List<String> SCHEDULERS =
      List.of(
          "rr", "wrr", "lc", "wlc", "lblc", "lblcr", "dh", "sh", "sed", "nq", "fo", "ovf", "mh");

  private KernelTable kernel;

  @BeforeEach
  void openNamespace() throws IOException {
    kernel = new KernelTable();
  }

  @AfterEach
  void closeNamespace() throws IOException {
    kernel.close();
  }

  @Test
  void everyOptionComesBackFromTheKernelAndShowsInIpvsadm() throws Exception {
    IpvsTable wanted = everything();
    assertThat(apply(IpvsTable.empty(), wanted)).isEmpty();
    assertThat(kernel.ipvs().dump()).isEqualTo(wanted);
    assertThat(kernel.ipvs().dump(wanted.keys())).isEqualTo(wanted);
    assertThat(kernel.ipvs().services()).isEqualTo(wanted.keys());
    LiveTable live = kernel.ipvs().statistics();
    assertThat(live.table()).isEqualTo(wanted);
    assertThat(IpvsListing.rules(live)).isEqualTo(kernel.inside("ipvsadm", "-Sn"));
    assertThat(IpvsListing.table(live)).isEqualTo(kernel.inside("ipvsadm", "-Ln"));
    assertThat(IpvsListing.stats(live)).isEqualTo(kernel.inside("ipvsadm", "-Ln", "--stats"));
    assertThat(IpvsListing.rate(live)).isEqualTo(kernel.inside("ipvsadm", "-Ln", "--rate"));
  }

  @Test
  void whoeverReadsTheServicesBringsTheirCountersAlong() throws Exception {
    IpvsTable wanted = everything();
    assertThat(apply(IpvsTable.empty(), wanted)).isEmpty();
    List<LiveService> told = new ArrayList<>();
    try (NetlinkIpvs other = NetlinkIpvs.open(Optional.of(kernel.name()), told::addAll)) {
      other.dump();
      assertThat(told).extracting(live -> live.service().key()).containsAll(wanted.keys());
      int once = told.size();
      other.statistics();
      assertThat(other.holds(wanted, wanted.keys())).isTrue();
      assertThat(told).hasSize(3 * once).allMatch(live -> live.stats().equals(IpvsStats.ZERO));
    }
  }

  /**
   * That tool subtracts addresses as signed numbers, so its order of far ones is not even an order.
   */
  @Test
  void addressesFarApartAreListedInAnotherOrderWithTheSameLines() throws Exception {
    List<IpvsDestination> servers =
        List.of(
            server("192.168.7.1", 80, ForwardingMethod.DIRECT_ROUTE, 1),
            server("100.1.0.1", 80, ForwardingMethod.DIRECT_ROUTE, 1),
            server("10.255.0.1", 80, ForwardingMethod.DIRECT_ROUTE, 1));
    IpvsTable wanted =
        IpvsTable.of(
            new IpvsPool(IpvsService.of(tcp("200.1.0.1", 80), Scheduler.RR), servers),
            new IpvsPool(IpvsService.of(tcp("9.1.0.1", 80), Scheduler.RR), servers));
    assertThat(apply(IpvsTable.empty(), wanted)).isEmpty();
    LiveTable live = kernel.ipvs().statistics();
    List<String> lines = kernel.inside("ipvsadm", "-Sn").lines().toList();
    assertThat(IpvsListing.rules(live).lines()).containsExactlyInAnyOrderElementsOf(lines);
  }

  @Test
  void anyTableTurnsIntoAnyOther() throws Exception {
    IpvsTable present = IpvsTable.empty();
    for (long seed = 0; seed < 40; seed++) {
      IpvsTable wanted = new RandomTables(seed).table(24);
      assertThat(apply(present, wanted)).as("seed %d", seed).isEmpty();
      assertThat(kernel.ipvs().dump()).as("seed %d", seed).isEqualTo(wanted);
      present = wanted;
    }
  }

  @Test
  void whatIpvsadmMakesIsRead() throws Exception {
    kernel.inside(
        "ipvsadm", "-A", "-t", "10.1.0.1:80", "-s", "wlc", "-p", "77", "-M", "255.255.0.0");
    kernel.inside(
        "ipvsadm",
        "-a",
        "-t",
        "10.1.0.1:80",
        "-r",
        "192.168.7.1:80",
        "-g",
        "-w",
        "5",
        "-x",
        "200",
        "-y",
        "100");
    ServiceKey key = tcp("10.1.0.1", 80);
    IpvsDestination server =
        server("192.168.7.1", 80, ForwardingMethod.DIRECT_ROUTE, 5).withThresholds(200, 100);
    assertThat(kernel.ipvs().dump())
        .isEqualTo(
            IpvsTable.of(
                new IpvsPool(
                    IpvsService.of(key, Scheduler.WLC).persistent(77, 0xffff0000),
                    List.of(server))));
  }

  @Test
  void refusalsAreNamedEachAndDoNotStopTheOthers() throws Exception {
    IpvsService service = IpvsService.of(tcp("10.1.0.1", 80), Scheduler.RR);
    IpvsDestination good = server("192.168.7.1", 80, ForwardingMethod.DIRECT_ROUTE, 1);
    IpvsDestination bad =
        server("192.168.7.2", 80, ForwardingMethod.DIRECT_ROUTE, 1).withThresholds(1, 2);
    IpvsDestination mixed = server("fd00::2", 80, ForwardingMethod.DIRECT_ROUTE, 1);
    IpvsService unknown = IpvsService.of(tcp("10.1.0.2", 80), new Scheduler("nosuch"));
    List<IpvsChange> changes =
        List.of(
            new IpvsChange.NewService(service),
            new IpvsChange.NewService(unknown),
            new IpvsChange.NewService(service),
            new IpvsChange.NewDestination(service.key(), bad),
            new IpvsChange.NewDestination(service.key(), mixed),
            new IpvsChange.SetDestination(service.key(), good),
            new IpvsChange.NewDestination(unknown.key(), good),
            new IpvsChange.DelDestination(service.key(), good.key()),
            new IpvsChange.DelService(unknown.key()),
            new IpvsChange.NewDestination(service.key(), good));
    assertThat(kernel.ipvs().apply(changes))
        .containsExactly(
            new ChangeFailure(changes.get(1), Errno.ENOENT),
            new ChangeFailure(changes.get(2), Errno.EEXIST),
            new ChangeFailure(changes.get(3), Errno.ERANGE),
            new ChangeFailure(changes.get(4), Errno.EINVAL),
            new ChangeFailure(changes.get(5), Errno.ENOENT),
            new ChangeFailure(changes.get(6), Errno.ESRCH),
            new ChangeFailure(changes.get(7), Errno.ENOENT),
            new ChangeFailure(changes.get(8), Errno.ESRCH));
    assertThat(kernel.ipvs().dump()).isEqualTo(IpvsTable.of(new IpvsPool(service, List.of(good))));
  }

  @Test
  void aWholeDatagramOfRefusalsIsReported() throws Exception {
    List<IpvsChange> changes = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      changes.add(new IpvsChange.DelService(new FwmarkService(1 + i, Family.INET)));
    }
    assertThat(kernel.ipvs().apply(changes)).hasSize(3000).allMatch(ChangeFailure::isRace);
  }

  @Test
  void aLargeTableIsReadInManyParts() throws Exception {
    List<IpvsDestination> servers = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      servers.add(
          server(
              "192.168." + (10 + i / 250) + "." + (1 + i % 250),
              80,
              ForwardingMethod.DIRECT_ROUTE,
              i));
    }
    IpvsTable wanted =
        IpvsTable.of(new IpvsPool(IpvsService.of(tcp("10.1.0.1", 80), Scheduler.WRR), servers));
    assertThat(apply(IpvsTable.empty(), wanted)).isEmpty();
    assertThat(kernel.ipvs().dump()).isEqualTo(wanted);
  }

  @Test
  void timeoutsAreReadAndSet() throws Exception {
    kernel.ipvs().setTimeouts(new IpvsTimeouts(111, 0, 33));
    assertThat(kernel.ipvs().timeouts()).isEqualTo(new IpvsTimeouts(111, 120, 33));
    assertThat(kernel.inside("ipvsadm", "-L", "--timeout")).contains("111 120 33");
  }

  @Test
  void syncDaemonsStartShowAndStop() throws Exception {
    SyncDaemon master =
        new SyncDaemon(
            SyncDaemon.Role.MASTER,
            "sync0",
            51,
            1400,
            Optional.of(IpAddress.of("224.0.0.82")),
            8849,
            2);
    SyncDaemon backup = SyncDaemon.of(SyncDaemon.Role.BACKUP, "sync0", 51);
    kernel.ipvs().startSyncDaemon(master);
    kernel.ipvs().startSyncDaemon(backup);
    List<SyncDaemon> running = kernel.ipvs().syncDaemons();
    assertThat(running)
        .hasSize(2)
        .anyMatch(daemon -> daemon.satisfies(master))
        .anyMatch(daemon -> daemon.satisfies(backup));
    assertThat(kernel.inside("ipvsadm", "-L", "--daemon"))
        .contains(
            "master sync daemon (mcast=sync0, syncid=51, maxlen=1400, group=224.0.0.82, port=8849, ttl=2)",
            "backup sync daemon");
    assertThatThrownBy(() -> kernel.ipvs().startSyncDaemon(backup))
        .isInstanceOf(LinuxException.class)
        .hasMessageContaining("EEXIST");
    kernel.ipvs().stopSyncDaemon(SyncDaemon.Role.MASTER);
    kernel.ipvs().stopSyncDaemon(SyncDaemon.Role.BACKUP);
    kernel.ipvs().stopSyncDaemon(SyncDaemon.Role.BACKUP);
    assertThat(kernel.ipvs().syncDaemons()).isEmpty();
  }

  @Test
  void flushAndZeroWork() throws Exception {
    assertThat(apply(IpvsTable.empty(), new RandomTables(1).table(12))).isEmpty();
    kernel.ipvs().zero(Optional.empty());
    kernel.ipvs().flush();
    assertThat(kernel.ipvs().dump().size()).isZero();
    assertThatThrownBy(() -> kernel.ipvs().zero(Optional.of(tcp("10.1.0.1", 80))))
        .isInstanceOf(LinuxException.class)
        .hasMessageContaining("ESRCH");
  }

  @Test
  void versionIsThatOfIpvsadm() throws Exception {
    assertThat(kernel.inside("ipvsadm", "-Ln"))
        .startsWith("IP Virtual Server version " + kernel.ipvs().info().versionText());
  }

  private List<ChangeFailure> apply(IpvsTable present, IpvsTable wanted) throws LinuxException {
    return kernel.ipvs().apply(IpvsDiff.between(present, wanted, present.keys()));
  }

  private static IpvsTable everything() {
    List<IpvsPool> pools = new ArrayList<>();
    int port = 80;
    for (String scheduler : SCHEDULERS) {
      pools.add(pool(IpvsService.of(tcp("10.1.0.1", port++), new Scheduler(scheduler))));
    }
    for (int flags :
        Set.of(
            ServiceFlags.SCHED1,
            ServiceFlags.SCHED2,
            ServiceFlags.SCHED1 | ServiceFlags.SCHED2 | ServiceFlags.SCHED3)) {
      for (Scheduler scheduler : List.of(Scheduler.SH, Scheduler.MH, Scheduler.WRR)) {
        pools.add(
            pool(
                IpvsService.of(tcp("10.1.0.2", port++), scheduler)
                    .withFlags(new ServiceFlags(flags))));
      }
    }
    pools.add(
        pool(
            IpvsService.of(udp("10.1.0.3", 53), Scheduler.RR)
                .withFlags(new ServiceFlags(ServiceFlags.ONE_PACKET))));
    pools.add(
        pool(
            IpvsService.of(udp("10.1.0.3", 5060), Scheduler.RR)
                .persistent(90, 0xffffff00)
                .withEngine("sip")));
    pools.add(pool(IpvsService.of(tcp("10.1.0.3", 0), Scheduler.RR).persistent(360, -1)));
    pools.add(
        pool(IpvsService.of(tcp("10.1.0.4", 80), Scheduler.RR).persistent(2678400, 0xff00ff00)));
    pools.add(
        pool(
            IpvsService.of(
                new TransportService(Protocol.SCTP, IpAddress.of("10.1.0.4"), 80), Scheduler.RR)));
    pools.add(
        pool(IpvsService.of(new FwmarkService(5, Family.INET), Scheduler.RR).persistent(60, -1)));
    pools.add(pool(IpvsService.of(new FwmarkService(5, Family.INET6), Scheduler.WLC)));
    pools.add(pool(IpvsService.of(new FwmarkService(3_000_000_000L, Family.INET), Scheduler.WLC)));
    pools.add(pool(IpvsService.of(tcp("2001:db8::1", 80), Scheduler.WLC).persistent(60, 64)));
    pools.add(pool(IpvsService.of(udp("2001:db8::1", 80), Scheduler.WLC)));
    return IpvsTable.of(pools);
  }

  private static IpvsPool pool(IpvsService service) {
    boolean four = service.key().family() == Family.INET;
    String net = four ? "192.168.7." : "fd00::";
    int port = service.key().port();
    List<IpvsDestination> servers = new ArrayList<>();
    servers.add(server(net + 1, port, ForwardingMethod.DIRECT_ROUTE, 0));
    servers.add(
        server(net + 2, port, ForwardingMethod.DIRECT_ROUTE, Integer.MAX_VALUE)
            .withThresholds(2_147_483_647L, 10));
    servers.add(server(net + 3, 8080, ForwardingMethod.MASQUERADE, 3));
    servers.add(server(net + 4, port, ForwardingMethod.TUNNEL, 4));
    servers.add(
        server(net + 5, port, ForwardingMethod.TUNNEL, 5)
            .tunnelled(new Tunnel(TunnelType.GUE, 6080, TunnelChecksum.REMOTE)));
    servers.add(
        server(net + 6, port, ForwardingMethod.TUNNEL, 6)
            .tunnelled(new Tunnel(TunnelType.GUE, 6081, TunnelChecksum.NONE)));
    servers.add(
        server(net + 7, port, ForwardingMethod.TUNNEL, 7)
            .tunnelled(new Tunnel(TunnelType.GRE, 0, TunnelChecksum.CHECKSUM)));
    servers.add(
        server(net + 8, port, ForwardingMethod.TUNNEL, 8)
            .tunnelled(new Tunnel(TunnelType.GRE, 0, TunnelChecksum.NONE)));
    if (four) {
      servers.add(server("fd00::9", port, ForwardingMethod.TUNNEL, 9));
    }
    return new IpvsPool(service, servers);
  }

  private static IpvsDestination server(
      String address, int port, ForwardingMethod method, int weight) {
    return IpvsDestination.of(IpAddress.of(address), port, method, weight);
  }

  private static ServiceKey tcp(String address, int port) {
    return new TransportService(Protocol.TCP, IpAddress.of(address), port);
  }

  private static ServiceKey udp(String address, int port) {
    return new TransportService(Protocol.UDP, IpAddress.of(address), port);
  }
}
