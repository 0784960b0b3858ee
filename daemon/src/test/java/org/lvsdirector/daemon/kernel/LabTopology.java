package org.lvsdirector.daemon.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The lab's five hosts on one bridge, made by {@code lab/lib/topology.sh}; closing it ends every
 * process in them and removes every trace. Several can stand side by side.
 */
final class LabTopology implements AutoCloseable {
  static final String VIP = "192.168.1.100";

  /** The checked-out repository: the nearest folder upwards that has the lab in it. */
  static final Path REPOSITORY = findRepository();

  private static final Map<String, String> ADDRESSES =
      Map.of(
          "client", "192.168.1.12",
          "director1", "192.168.1.21",
          "director2", "192.168.1.22",
          "rs1", "192.168.1.31",
          "rs2", "192.168.1.32");
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String prefix;
  private final Path folder;
  private final Map<String, Host> hosts;
  private final Thread atExit = new Thread(() -> script("down"));
  private final AtomicInteger files = new AtomicInteger();

  private LabTopology(String prefix) {
    this.prefix = prefix;
    this.folder = Path.of("/run/lvs-lab", prefix);
    this.hosts =
        ADDRESSES.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, e -> new Host(this, e.getKey(), e.getValue())));
  }

  /** Brings all hosts up, with nginx and sshd on the real servers. */
  static LabTopology up() {
    String prefix = "it" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + "-";
    LabTopology lab = new LabTopology(prefix);
    Runtime.getRuntime().addShutdownHook(lab.atExit);
    lab.script("up");
    return lab;
  }

  Host host(String name) {
    return Objects.requireNonNull(hosts.get(name), name);
  }

  Host client() {
    return host("client");
  }

  Host director1() {
    return host("director1");
  }

  Host director2() {
    return host("director2");
  }

  Host rs1() {
    return host("rs1");
  }

  Host rs2() {
    return host("rs2");
  }

  /** Pulls the host's cable. */
  void cut(Host host) {
    script("cut", host.name());
  }

  /** Plugs the host's cable in again. */
  void join(Host host) {
    script("join", host.name());
  }

  /** Prepares both real servers by hand, as the guides say, for tests that are not about it. */
  void prepareRealServers() {
    for (Host server : List.of(rs1(), rs2())) {
      server.ok(
          "sysctl",
          "-q",
          "-w",
          "net.ipv4.conf.all.arp_ignore=1",
          "net.ipv4.conf.all.arp_announce=2");
      server.ok("ip", "address", "add", VIP + "/32", "dev", "lo");
    }
  }

  void killNginx(Host server) {
    script("nginx", server.name(), "kill");
  }

  void startNginx(Host server) {
    script("nginx", server.name(), "start");
  }

  /** A file that all hosts see at the same path. */
  Path newFile(String name, String suffix) {
    return folder.resolve(name + "-" + files.incrementAndGet() + suffix);
  }

  String anchor(String host) {
    try {
      return Files.readString(folder.resolve("hosts").resolve(host + ".pid")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void script(String... words) {
    List<String> command =
        new ArrayList<>(List.of(REPOSITORY.resolve("lab/lib/topology.sh").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LAB_PREFIX", prefix);
    Commands.ok(builder);
  }

  private static Path findRepository() {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.exists(dir.resolve("lab/lib/topology.sh"))) {
        return dir;
      }
    }
    throw new IllegalStateException("no lab/lib/topology.sh above " + Path.of("").toAbsolutePath());
  }

  @Override
  public void close() {
    script("down");
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
