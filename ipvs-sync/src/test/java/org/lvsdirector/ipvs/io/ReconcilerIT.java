package org.lvsdirector.ipvs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.ipvs.io.RecordingListener.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ipvs.RandomTables;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.linux.io.LinuxException;

/** The reconciler against a real kernel that other hands change too. */
@Tag("ipvs")
class ReconcilerIT {
  private static final Reconciler.Pace PACE =
      Reconciler.Pace.DEFAULT.withDriftInterval(Duration.ofMillis(200));

  /**
   * A module is in use as long as any namespace has a service. A namespace that was deleted is
   * emptied a little later, after minutes if a connection in it still waits for its last
   * acknowledgement; and the reconciler may look in between.
   */
  private static final String UNLOAD =
      "turn=0; until ipvsadm -C && modprobe -qr $(ls /sys/module | grep ^ip_vs_) ip_vs;"
          + " do turn=$((turn + 1)); [ $turn -lt 600 ] || { grep ^ip_vs /proc/modules; exit 1; };"
          + " sleep 0.3; done";

  private final RecordingListener listener = new RecordingListener();
  private KernelTable kernel;
  private Reconciler reconciler;

  @BeforeEach
  void openNamespace() throws IOException {
    kernel = new KernelTable();
    reconciler = new Reconciler(kernel.ipvs(), listener, PACE);
  }

  @AfterEach
  void closeNamespace() throws IOException {
    reconciler.close();
    kernel.close();
  }

  @Test
  void aClearedTableComesBackAndForeignServicesStay() throws Exception {
    kernel.inside("ipvsadm", "-A", "-t", "10.99.0.1:80", "-s", "rr");
    kernel.inside("ipvsadm", "-a", "-t", "10.99.0.1:80", "-r", "192.168.99.1", "-g", "-w", "7");
    String foreign = kernel.inside("ipvsadm", "-Sn");
    IpvsTable table = new RandomTables(7).table(24);
    keep(table);
    String whole = kernel.inside("ipvsadm", "-Sn");
    assertThat(whole).contains(foreign.lines().toList());
    kernel.inside("ipvsadm", "-C");
    await("the table is back", () -> kernelTable().equals(table));
    await("it is told", () -> !listener.drifts().isEmpty());
    assertThat(listener.drifts().getFirst()).contains("found missing, wanted ");
    reconciler.stop(Reconciler.StopMode.REMOVE);
    assertThat(kernel.inside("ipvsadm", "-Sn")).isEmpty();
  }

  @Test
  void aStopLeavesForeignServices() throws Exception {
    kernel.inside("ipvsadm", "-A", "-t", "10.99.0.1:80", "-s", "rr");
    String foreign = kernel.inside("ipvsadm", "-Sn");
    keep(new RandomTables(8).table(24));
    reconciler.stop(Reconciler.StopMode.REMOVE);
    assertThat(kernel.inside("ipvsadm", "-Sn")).isEqualTo(foreign);
  }

  @Test
  void oneDeletedServerComesBackAndIsNamed() throws Exception {
    ServiceKey key = new FwmarkService(77, Family.INET);
    IpvsDestination server =
        IpvsDestination.of(IpAddress.of("192.168.7.1"), 0, ForwardingMethod.DIRECT_ROUTE, 3);
    IpvsTable table =
        IpvsTable.of(new IpvsPool(IpvsService.of(key, Scheduler.RR), List.of(server)));
    keep(table);
    kernel.inside("ipvsadm", "-d", "-f", "77", "-r", "192.168.7.1:0");
    await("the server is back", () -> kernelTable().equals(table));
    await("it is told", () -> !listener.drifts().isEmpty());
    assertThat(listener.drifts())
        .containsExactly(
            "drift: service FWM 77, destination 192.168.7.1:0: found missing, wanted weight 3 DR");
  }

  @Test
  void aProcessKilledInTheMiddleIsFollowedByOneThatSendsNothing() throws Exception {
    long seed = 11;
    Process holder = hold(seed);
    String before = kernel.inside("ipvsadm", "-Ln", "--stats");
    holder.destroyForcibly().onExit().join();
    assertThat(kernel.inside("ipvsadm", "-Ln", "--stats"))
        .as("the table survives its keeper")
        .isEqualTo(before);
    IpvsTable table = new RandomTables(seed).table(24);
    reconciler.want(table, table.keys());
    reconciler.settled();
    await("a round is over", () -> reconciler.snapshot().current());
    assertThat(listener.told()).isEmpty();
  }

  @Test
  void aFullTableIsThereAndGoneCompletely() throws Exception {
    List<IpvsPool> pools = new ArrayList<>();
    for (int i = 0; i < 2277; i++) {
      List<IpvsDestination> servers = new ArrayList<>();
      for (int host = 1; host <= 16; host++) {
        servers.add(
            IpvsDestination.of(
                IpAddress.of("192.168.7." + host), 0, ForwardingMethod.DIRECT_ROUTE, host));
      }
      pools.add(
          new IpvsPool(
              IpvsService.of(new FwmarkService(i + 1, Family.INET), Scheduler.WLC), servers));
    }
    IpvsTable table = IpvsTable.of(pools);
    keep(table);
    assertThat(kernelTable()).isEqualTo(table);
    reconciler.stop(Reconciler.StopMode.REMOVE);
    assertThat(kernel.inside("ipvsadm", "-Sn")).isEmpty();
  }

  @Test
  void anUnloadedModuleIsMissedAndFilledWhenItIsBack() throws Exception {
    List<String> modules = kernel.inside("ls", "/sys/module").lines().toList();
    List<String> load = new ArrayList<>(List.of("modprobe", "-a"));
    load.addAll(modules.stream().filter(module -> module.startsWith("ip_vs")).toList());
    reconciler.close();
    // Long enough for the table to stay empty until the module is gone.
    Duration calm = Duration.ofSeconds(5);
    reconciler =
        new Reconciler(kernel.ipvs(), listener, Reconciler.Pace.DEFAULT.withDriftInterval(calm));
    IpvsTable table = new RandomTables(12).table(24);
    keep(table);
    try {
      kernel.inside("sh", "-c", UNLOAD);
      await(
          "it is told, or the kernel has loaded it by itself",
          () ->
              listener.told().stream().anyMatch(told -> told.contains("modprobe"))
                  || Files.exists(Path.of("/proc/net/ip_vs")));
    } finally {
      KernelTable.run(load.toArray(String[]::new));
    }
    await("the table is back", () -> kernelTable().equals(table), Duration.ofSeconds(90));
    await("all is well", () -> reconciler.snapshot().current());
    assertThat(reconciler.snapshot().problems()).isEmpty();
  }

  @Test
  void syncDaemonsAreNotStartedAgainForTheKernelsOwnDefaults() throws Exception {
    SyncDaemon daemon =
        new SyncDaemon(SyncDaemon.Role.MASTER, "sync0", 9, 65507, Optional.empty(), 0, 0);
    reconciler.wantSyncDaemons(Optional.of(Set.of(daemon)));
    reconciler.want(IpvsTable.empty(), Set.of());
    await("it runs", () -> !syncDaemons().isEmpty());
    long rounds = reconciler.snapshot().rounds();
    await("it was looked at again", () -> reconciler.snapshot().rounds() > rounds + 2);
    assertThat(listener.told()).isEmpty();
    reconciler.wantSyncDaemons(Optional.of(Set.of(daemon.as(SyncDaemon.Role.BACKUP))));
    await(
        "the role changed",
        () ->
            syncDaemons().stream()
                .map(SyncDaemon::role)
                .toList()
                .equals(List.of(SyncDaemon.Role.BACKUP)));
    reconciler.stop(Reconciler.StopMode.REMOVE);
    assertThat(syncDaemons()).isEmpty();
  }

  private void keep(IpvsTable table) throws InterruptedException {
    reconciler.want(table, table.keys());
    reconciler.settled();
    await("the table is kept", () -> reconciler.snapshot().current());
    assertThat(reconciler.snapshot().problems()).isEmpty();
  }

  private Process hold(long seed) throws IOException {
    ProcessHandle.Info self = ProcessHandle.current().info();
    Process holder =
        new ProcessBuilder(
                self.command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TableHolder.class.getName(),
                kernel.name(),
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = holder.inputReader();
    for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
      assertThat(line).as("the keeper is ready").isNotNull();
    }
    return holder;
  }

  private IpvsTable kernelTable() {
    try {
      return kernel.ipvs().dump();
    } catch (LinuxException e) {
      throw new AssertionError(e);
    }
  }

  private List<SyncDaemon> syncDaemons() {
    try {
      return kernel.ipvs().syncDaemons();
    } catch (LinuxException e) {
      throw new AssertionError(e);
    }
  }
}
