package org.lvsdirector.vrrp.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code ip monitor}: what the kernel tells of addresses, routes and rules of a namespace. */
final class KernelMonitor implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String namespace;
  private final Path told;
  private final Process process;
  private int marks;

  private KernelMonitor(String namespace, Path told, Process process) {
    this.namespace = namespace;
    this.told = told;
    this.process = process;
  }

  /**
   * Starts one and returns when it listens.
   *
   * @param objects what it tells of, as {@code address}
   */
  static KernelMonitor of(String namespace, String... objects) throws IOException {
    Path told = Files.createTempFile("monitor", ".txt");
    var command = new java.util.ArrayList<>(List.of("ip", "-n", namespace, "-o", "monitor"));
    command.addAll(List.of(objects));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile()).start();
    var monitor = new KernelMonitor(namespace, told, process);
    // It listens some time after its start: only what it has told proves that it does.
    monitor.mark("10.99.99.1");
    return monitor;
  }

  /** All that has been told up to now. */
  List<String> told() {
    marks++;
    mark("10.99.%d.2".formatted(marks));
    return lines();
  }

  private void mark(String address) {
    Shell.until(
        "the monitor tells of " + address,
        PATIENCE,
        () -> {
          Shell.sh("ip -n %s address replace %s/32 dev lo".formatted(namespace, address));
          return lines().stream().anyMatch(line -> line.contains(address));
        });
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(told);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Files.delete(told);
  }
}
