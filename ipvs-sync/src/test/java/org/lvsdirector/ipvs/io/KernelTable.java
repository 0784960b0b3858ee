package org.lvsdirector.ipvs.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network namespace with an IPVS table of its own, for tests on a kernel that has IPVS. Needs
 * root.
 */
final class KernelTable implements AutoCloseable {
  private final String name;
  private final NetlinkIpvs ipvs;

  KernelTable() throws IOException {
    this.name = "ipv-" + ProcessHandle.current().pid() + "-" + Long.toString(System.nanoTime(), 36);
    run("ip", "netns", "add", name);
    inside("ip", "link", "set", "lo", "up");
    inside("ip", "link", "add", "sync0", "type", "dummy");
    inside("ip", "address", "add", "172.31.0.1/24", "dev", "sync0");
    inside("ip", "link", "set", "sync0", "up", "multicast", "on");
    this.ipvs = NetlinkIpvs.open(Optional.of(name));
  }

  String name() {
    return name;
  }

  NetlinkIpvs ipvs() {
    return ipvs;
  }

  /** Runs a program in the namespace; its output. */
  String inside(String... command) throws IOException {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
    whole.addAll(List.of(command));
    return run(whole.toArray(String[]::new));
  }

  static String run(String... command) throws IOException {
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
    ipvs.close();
    run("ip", "netns", "delete", name);
  }
}
