package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A network namespace with an IPVS table of its own, read by ipvsadm. Needs root. */
final class IpvsNamespace implements AutoCloseable {
  private final String name;
  private final Process anchor;

  IpvsNamespace(String name) throws IOException {
    this.name = name;
    run("ip", "netns", "add", name);
    inside("ip", "link", "set", "lo", "up");
    inside("ip", "link", "add", "sync0", "type", "dummy");
    inside("ip", "address", "add", "172.31.0.1/24", "dev", "sync0");
    inside("ip", "link", "set", "sync0", "up", "multicast", "on");
    this.anchor = new ProcessBuilder("ip", "netns", "exec", name, "sleep", "infinity").start();
  }

  String name() {
    return name;
  }

  /**
   * Whether any service has this destination, in the kernel's own writing ({@code CB0071FB:0001}).
   * Starts no program: for waiting.
   */
  boolean has(String destination) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(anchor.pid()), "net/ip_vs"))
        .contains("-> " + destination + " ");
  }

  /**
   * What {@code ipvsadm} shows of services and servers, a line each.
   *
   * @param globals also timeouts and sync daemons
   */
  Set<String> witness(boolean globals) throws IOException {
    Set<String> lines = new TreeSet<>();
    inside("ipvsadm", "-Sn").lines().forEach(lines::add);
    if (globals) {
      inside("ipvsadm", "-Ln", "--timeout").lines().forEach(lines::add);
      inside("ipvsadm", "-Ln", "--daemon").lines().forEach(lines::add);
    }
    return lines;
  }

  /** Runs a program in the namespace; its output. */
  String inside(String... command) throws IOException {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
    whole.addAll(List.of(command));
    return run(whole.toArray(String[]::new));
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.onExit().join().exitValue();
    if (status != 0) {
      throw new IOException(String.join(" ", command) + ": status " + status + ": " + output);
    }
    return output;
  }

  @Override
  public void close() throws IOException {
    anchor.destroyForcibly().onExit().join();
    run("ip", "netns", "delete", name);
  }
}
