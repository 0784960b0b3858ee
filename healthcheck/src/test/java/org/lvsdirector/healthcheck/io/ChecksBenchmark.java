package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.lvsdirector.healthcheck.pool.PoolEffect;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.HttpGet;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.HttpRequests.HttpProtocol;
import org.lvsdirector.parser.model.HttpRequests.Url;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.SslGet;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.source.SourceRange;

/**
 * What checks cost at a steady pace. Run by {@code lab/bench/checks}: one process is the servers,
 * another this one, so that the processor time counted is that of the checks alone.
 */
final class ChecksBenchmark {
  private static final int SERVERS_PER_POOL = 10;

  private ChecksBenchmark() {}

  /**
   * {@code server PORT} or {@code tcp|http|ssl NETWORK PORT COUNT INTERVAL_MS SECONDS [COMMAND…]};
   * the command makes servers that are down reachable, and how soon that is seen is measured.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args[0].equals("server")) {
      serve(Integer.parseInt(args[1]));
    } else {
      measure(args);
    }
  }

  private static void serve(int port) throws IOException {
    byte[] answer =
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n"
            .getBytes(StandardCharsets.US_ASCII);
    try (var listener = new ServerSocket()) {
      listener.bind(new InetSocketAddress("0.0.0.0", port), 4096);
      while (true) {
        Socket socket = listener.accept();
        Thread.startVirtualThread(() -> answer(socket, answer));
      }
    }
  }

  private static void answer(Socket socket, byte[] answer) {
    try (socket) {
      if (socket.getInputStream().read(new byte[1024]) > 0) {
        socket.getOutputStream().write(answer);
      }
    } catch (IOException _) {
      // a checker that only connects
    }
  }

  private static void measure(String[] args) throws IOException, InterruptedException {
    int count = Integer.parseInt(args[3]);
    Duration interval = Duration.ofMillis(Long.parseLong(args[4]));
    Duration window = Duration.ofSeconds(Long.parseLong(args[5]));
    KeepalivedConfig config = config(args[0], args[1], Integer.parseInt(args[2]), count, interval);
    var changes = new AtomicLong();
    try (var service = HealthService.start(config, HealthOptions.live(), new Counting(changes))) {
      // The first minute is not counted: classes load and code is compiled.
      Thread.sleep(interval.multipliedBy(2).plusSeconds(50));
      Lateness.Reading before = service.snapshot().lateness();
      long cpu = cpuNanos();
      double kernel = kernelSeconds();
      long started = System.nanoTime();
      int threads = 0;
      var bean = ManagementFactory.getThreadMXBean();
      while (System.nanoTime() - started < window.toNanos()) {
        Thread.sleep(200);
        threads = Math.max(threads, bean.getThreadCount());
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      double used = (cpuNanos() - cpu) / 1e9;
      double inKernel = kernelSeconds() - kernel;
      Lateness.Reading late = service.snapshot().lateness().since(before);
      long up = up(service);
      System.out.printf(
          Locale.ROOT,
          "%-5s %6d checkers every %.1f s: %7.0f checks/s, %6.1f us processor per check"
              + " (%.1f of it kernel, %4.1f%% of a core), late p50 <%d p99 <%d ms, worst since start %d ms,"
              + " rss %d MiB, platform threads %d, servers up %d, pool changes %d%n",
          args[0],
          count,
          interval.toMillis() / 1e3,
          late.total() / seconds,
          used * 1e6 / Math.max(1, late.total()),
          inKernel * 1e6 / Math.max(1, late.total()),
          100 * used / seconds,
          late.millisAt(0.5),
          late.millisAt(0.99),
          late.worstMillis(),
          residentMebibytes(),
          threads,
          up,
          changes.get());
      if (args.length > 6) {
        recover(service, count, List.of(args).subList(6, args.length));
      }
    }
    System.exit(0);
  }

  private static long up(HealthService service) {
    return service.snapshot().pools().stream()
        .flatMap(p -> p.state().servers().stream())
        .filter(PoolSnapshot.Server::alive)
        .count();
  }

  private static void recover(HealthService service, int count, List<String> command)
      throws IOException, InterruptedException {
    long started = System.nanoTime();
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException(command + " failed");
    }
    double half = 0;
    double seconds = 0;
    long up = 0;
    while (up < count && seconds < 60) {
      Thread.sleep(100);
      up = up(service);
      seconds = (System.nanoTime() - started) / 1e9;
      half = up < count / 2 ? seconds : half;
    }
    System.out.printf(
        Locale.ROOT,
        "      reachable again: half of %d servers up after %.1f s, %d after %.1f s%n",
        count,
        half,
        up,
        seconds);
  }

  private record Counting(AtomicLong changes) implements HealthListener {
    @Override
    public void poolChanged(PoolSnapshot pool) {
      changes.incrementAndGet();
    }

    @Override
    public void poolRemoved(PoolKey pool) {}

    @Override
    public void effects(List<PoolEffect> effects) {}

    @Override
    public void settled() {}
  }

  private static KeepalivedConfig config(
      String kind, String network, int port, int count, Duration interval) throws IOException {
    byte[] base = InetAddress.getByName(network).getAddress();
    CheckTiming timing =
        CheckTiming.DEFAULT
            .withDelayLoop(interval)
            .withDelayBeforeRetry(interval)
            .withWarmup(interval);
    var servers = new ArrayList<VirtualServer>();
    var pool = new ArrayList<RealServer>();
    for (int i = 0; i < count; i++) {
      byte[] address = base.clone();
      address[2] += (byte) (i / 200);
      address[3] += (byte) (i % 200 + 1);
      InetAddress target = InetAddress.getByAddress(address);
      pool.add(
          RealServer.builder(target, port)
              .checkers(List.of(checker(kind, timing, ConnectionOptions.to(target, port))))
              .build());
      if (pool.size() == SERVERS_PER_POOL || i == count - 1) {
        byte[] vip = {10, 99, (byte) (servers.size() / 250), (byte) (servers.size() % 250)};
        servers.add(
            VirtualServer.builder(new VirtualAddress.Address(InetAddress.getByAddress(vip), 80))
                .realServers(pool)
                .build());
        pool.clear();
      }
    }
    return KeepalivedConfig.EMPTY.withLvs(LvsConfig.of(servers.toArray(VirtualServer[]::new)));
  }

  private static Checker checker(String kind, CheckTiming timing, ConnectionOptions target) {
    var requests = new HttpRequests(List.of(Url.of("/")), HttpProtocol.HTTP_1_1, false);
    return switch (kind) {
      case "http" -> new HttpGet(timing, target, requests, SourceRange.NONE);
      case "ssl" -> new SslGet(timing, target, requests, SourceRange.NONE);
      default -> new TcpCheck(timing, target, SourceRange.NONE);
    };
  }

  private static long cpuNanos() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean precise
        ? precise.getProcessCpuTime()
        : -1;
  }

  /**
   * What system calls of this process took, connections to the host itself with both their ends.
   */
  private static double kernelSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[12]) / 100.0; // clock ticks, a hundred a second on Linux
  }

  private static long residentMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return -1;
  }
}
