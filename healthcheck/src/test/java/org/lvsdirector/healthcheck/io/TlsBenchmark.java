package org.lvsdirector.healthcheck.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.HttpRequests.HttpProtocol;
import org.lvsdirector.parser.model.HttpRequests.Url;

/**
 * What one SSL_GET costs this process, the whole check with connection and request. Run by {@code
 * lab/bench/tls}, which says when and against which server, so that programs can be measured in
 * turns.
 */
final class TlsBenchmark {
  private static final HttpClients CLIENTS = new HttpClients();

  private TlsBenchmark() {}

  /**
   * The argument is {@code jsse}, or {@code shipped} for what a worker would use. Each line of the
   * standard input is {@code PORT COUNT}: so many checks, one after the other. Answers with the
   * milliseconds of processor time that each took, or with {@code rss MIB} to {@code rss}.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    TlsMaterial tls =
        args[0].equals("jsse")
            ? TlsMaterial.of(Optional.empty(), () -> List.of(TlsLibrary.JSSE))
            : TlsMaterial.none();
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ", -1);
      if (words[0].equals("rss")) {
        System.out.println(residentMebibytes());
      } else {
        double millis = measure(tls, Integer.parseInt(words[0]), Integer.parseInt(words[1]));
        System.out.printf(Locale.ROOT, "%.4f%n", millis);
      }
    }
  }

  private static double measure(TlsMaterial tls, int port, int count) throws InterruptedException {
    var target =
        ConnectionOptions.to(InetAddress.getLoopbackAddress(), port)
            .withConnectTimeout(Duration.ofSeconds(30));
    var http = new HttpRequests(List.of(Url.of("/page")), HttpProtocol.HTTP_1_0, false);
    var probe = new HttpProbe(CLIENTS, tls, target, http);
    long before = cpuNanos();
    // As in the daemon: every check on a virtual thread of its own.
    for (int i = 0; i < count; i++) {
      Thread.startVirtualThread(() -> demandPass(probe.run(0))).join();
    }
    return (cpuNanos() - before) / 1e6 / count;
  }

  private static void demandPass(CheckResult result) {
    if (!(result instanceof CheckResult.Passed)) {
      System.err.println("a check failed: " + result.sentence());
      Runtime.getRuntime().halt(1);
    }
  }

  private static long cpuNanos() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean precise
        ? precise.getProcessCpuTime()
        : -1;
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
