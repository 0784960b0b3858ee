package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lvsdirector.ipvs.io.Reconciler;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * Processor time of what a reload does in the worker once the file has been read: {@code
 * ReloadBenchmark SERVICES SERVERS_EACH TIMES}, by hand, best with {@code -XX:TieredStopAtLevel=1}.
 * The table is in memory, nothing is checked. Each line is one reload: what changed, then
 * milliseconds of the threads that worked; compilers and collector are left out.
 */
final class ReloadBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long LIMIT_NANOS = 60_000_000_000L;

  private ReloadBenchmark() {}

  public static void main(String[] arguments)
      throws IOException, LinuxException, InterruptedException {
    int services = Integer.parseInt(arguments[0]);
    int servers = Integer.parseInt(arguments[1]);
    int times = Integer.parseInt(arguments[2]);
    Path file = Files.createTempFile("reload", ".conf");
    WorkerRuntime runtime = TestWorkers.inMemory(file);
    List<VirtualServer> present = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      present.add(service(i, servers, 1));
    }
    KeepalivedConfig config = config(present);
    measure("the first", runtime, config);
    for (int time = 0; time < times; time++) {
      measure("same object", runtime, config);
    }
    for (int time = 0; time < times; time++) {
      int place = (time * 7919 + 100) % services;
      present.set(place, service(place, servers, 2 + time));
      config = config(present);
      measure("one changed", runtime, config);
      measure("same object", runtime, config);
    }
    for (int time = 0; time < times; time++) {
      present.set(time, service(services + time, servers, 1));
      present.addLast(present.removeFirst());
      config = config(present);
      measure("one gone, one new", runtime, config);
    }
    runtime.stop();
    Files.delete(file);
    Runtime.getRuntime().halt(0);
  }

  private static KeepalivedConfig config(List<VirtualServer> services) {
    return KeepalivedConfig.EMPTY.withLvs(new LvsConfig(Optional.empty(), List.of(), services));
  }

  private static void measure(String what, WorkerRuntime runtime, KeepalivedConfig config)
      throws InterruptedException {
    Map<String, Long> before = times();
    long rounds = runtime.reconciler().snapshot().rounds();
    long from = System.nanoTime();
    runtime.reload(config);
    long clock = System.nanoTime() - from;
    awaitRound(runtime.reconciler(), rounds, from + LIMIT_NANOS);
    StringBuilder line = new StringBuilder();
    long sum = 0;
    for (Map.Entry<String, Long> thread : times().entrySet()) {
      long used = thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
      if (used >= 10_000) {
        sum += used;
        line.append(String.format(Locale.ROOT, "  %s %.2f", thread.getKey(), used / 1e6));
      }
    }
    System.out.printf(
        Locale.ROOT, "%-18s %8.2f ms; clock %.2f;%s%n", what, sum / 1e6, clock / 1e6, line);
  }

  /** A moment more, as the table's thread may bring the same table twice. */
  private static void awaitRound(Reconciler reconciler, long rounds, long end)
      throws InterruptedException {
    while (reconciler.snapshot().rounds() == rounds || !reconciler.snapshot().current()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("the table is not there: " + reconciler.snapshot());
      }
      Thread.sleep(20);
    }
    Thread.sleep(100);
  }

  /** Nanoseconds of processor by thread, for those that a reload keeps busy. */
  private static Map<String, Long> times() {
    Map<String, Long> times = new TreeMap<>();
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null) {
        times.merge(
            thread.getThreadName(), THREADS.getThreadCpuTime(thread.getThreadId()), Long::sum);
      }
    }
    return times;
  }

  private static VirtualServer service(int number, int servers, int firstWeight) {
    List<RealServer> real = new ArrayList<>(servers);
    for (int host = 0; host < servers; host++) {
      real.add(
          RealServer.builder(
                  InetAddress.ofLiteral("192.168." + (host / 250) + "." + (1 + host % 250)), 80)
              .forwarding(new Forwarding.DirectRouting())
              .weight(host == 0 ? firstWeight : 1)
              .build());
    }
    InetAddress address =
        InetAddress.ofLiteral(
            "10." + (number / 62500) + "." + (number / 250 % 250) + "." + (1 + number % 250));
    return VirtualServer.builder(new VirtualAddress.Address(address, 80)).realServers(real).build();
  }
}
