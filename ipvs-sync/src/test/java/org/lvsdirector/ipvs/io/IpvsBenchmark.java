package org.lvsdirector.ipvs.io;

import static org.lvsdirector.ipvs.io.RecordingListener.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lvsdirector.ipvs.desired.DesiredTable;
import org.lvsdirector.ipvs.desired.PoolView;
import org.lvsdirector.ipvs.diff.IpvsDiff;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.Scheduler;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * Times of the table work on a real kernel: {@code IpvsBenchmark SERVICES SERVERS_EACH}, run by
 * lab/bench/ipvs in a namespace or machine of its own. Each line is a name, seconds by the clock,
 * seconds of processor time. Reading the file is not part of it.
 */
final class IpvsBenchmark {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final int LOOKS = 10;

  private final NetlinkIpvs ipvs;
  private final Reconciler reconciler;
  private long wallAt = System.nanoTime();
  private Duration processorAt = processor();

  private IpvsBenchmark(NetlinkIpvs ipvs) {
    this.ipvs = ipvs;
    this.reconciler = new Reconciler(ipvs, new ReconcilerLog());
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    ProcessHandle self = ProcessHandle.current();
    Instant born = self.info().startInstant().orElseThrow();
    double startUp = Duration.between(born, Instant.now()).toMillis() / 1000.0;
    line("process start to main", startUp, seconds(processor()));
    try (NetlinkIpvs ipvs = NetlinkIpvs.open()) {
      new IpvsBenchmark(ipvs).run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    }
  }

  private void run(int services, int servers) throws IOException, InterruptedException {
    lap("load classes and connect");
    List<VirtualServer> config = config(services, servers, 1);
    lap("make the configuration");
    want(config);
    lap("empty to full table");
    want(config(services, servers, 1));
    lap("reload without a change");
    want(config(services, servers, 2));
    lap("reload with one change");
    reconciler.check();
    await("the table was looked at", () -> reconciler.snapshot().current(), LIMIT);
    lap("look at everything");
    looks(config(services, servers, 2));
    IpvsTable dump = ipvs.dump();
    lap("dump");
    int shown = ipvs.statistics().services().size();
    lap("statistics");
    if (dump.destinationCount() != services * servers || shown != services) {
      throw new IllegalStateException("the table has " + dump.destinationCount() + " destinations");
    }
    reconciler.stop(Reconciler.StopMode.REMOVE);
    lap("stop, everything removed");
    if (ipvs.dump().size() != 0) {
      throw new IllegalStateException("the table is not empty");
    }
    for (String row : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (row.startsWith("VmHWM") || row.startsWith("VmRSS")) {
        System.out.println(row);
      }
    }
  }

  /** What the reconciler does each drift interval, and what it would do without the short way. */
  private void looks(List<VirtualServer> config) throws IOException {
    IpvsTable table = DesiredTable.of(config, PoolView::allServing).table();
    lap("make a table");
    demand(ipvs.holds(table, table.keys()));
    lap("first look of a table");
    for (int i = 0; i < LOOKS; i++) {
      demand(ipvs.holds(table, table.keys()));
    }
    lap("later looks, each", LOOKS);
    for (int i = 0; i < LOOKS; i++) {
      demand(IpvsDiff.between(ipvs.dump(), table, table.keys()).isEmpty());
    }
    lap("dump and compare, each", LOOKS);
  }

  private static void demand(boolean same) {
    if (!same) {
      throw new IllegalStateException("the table is not as wanted");
    }
  }

  private void want(List<VirtualServer> config) throws InterruptedException {
    DesiredTable desired = DesiredTable.of(config, PoolView::allServing);
    reconciler.want(desired.table(), desired.table().keys());
    reconciler.settled();
    await("the table is there", () -> reconciler.snapshot().current(), LIMIT);
    if (!reconciler.snapshot().problems().isEmpty()) {
      throw new IllegalStateException(reconciler.snapshot().problems().getFirst());
    }
  }

  private void lap(String name) {
    lap(name, 1);
  }

  private void lap(String name, int times) {
    long now = System.nanoTime();
    Duration used = processor().minus(processorAt);
    line(name, (now - wallAt) / 1e9 / times, seconds(used) / times);
    wallAt = System.nanoTime();
    processorAt = processor();
  }

  private static List<VirtualServer> config(int services, int servers, int firstWeight) {
    List<VirtualServer> config = new ArrayList<>(services);
    for (int i = 0; i < services; i++) {
      List<RealServer> real = new ArrayList<>(servers);
      for (int host = 0; host < servers; host++) {
        InetAddress address =
            InetAddress.ofLiteral("192.168." + (host / 250) + "." + (1 + host % 250));
        int weight = i == 0 && host == 0 ? firstWeight : 1;
        real.add(
            RealServer.builder(address, 80)
                .forwarding(new Forwarding.DirectRouting())
                .weight(weight)
                .build());
      }
      InetAddress vip =
          InetAddress.ofLiteral("10." + (i / 62500) + "." + (i / 250 % 250) + "." + (1 + i % 250));
      config.add(
          VirtualServer.builder(new VirtualAddress.Address(vip, 80))
              .scheduler(Scheduler.WLC)
              .realServers(real)
              .build());
    }
    return config;
  }

  private static Duration processor() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static void line(String name, double wall, double processor) {
    System.out.printf(Locale.ROOT, "%-28s %8.2f s %8.2f s%n", name, wall, processor);
  }
}
