package org.lvsdirector.daemon.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One host of the lab: its own network, processes, name, /etc, /var and /run. */
final class Host {
  private final LabTopology lab;
  private final String name;
  private final String address;

  Host(LabTopology lab, String name, String address) {
    this.lab = lab;
    this.name = name;
    this.address = address;
  }

  String name() {
    return name;
  }

  String address() {
    return address;
  }

  /** The hardware address of its eth0. */
  String mac() {
    return "02:00:00:00:00:" + address.substring(address.lastIndexOf('.') + 1);
  }

  Ran run(String... command) {
    return Commands.run(builder(List.of(command)));
  }

  /** Runs a command that must succeed and returns its standard output. */
  String ok(String... command) {
    return Commands.ok(builder(List.of(command)));
  }

  /** Starts a command that keeps running; {@link LabTopology#close} ends it at the latest. */
  Running start(String... command) {
    Path log = lab.newFile(name, ".log");
    Path pidFile = lab.newFile(name, ".pid");
    List<String> wrapped =
        new ArrayList<>(List.of("sh", "-c", "echo $$ >\"$0\"; exec \"$@\" 2>&1"));
    wrapped.add(pidFile.toString());
    wrapped.addAll(List.of(command));
    try {
      return new Running(this, Commands.start(builder(wrapped), log, log), log, pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its worker's number as its own processes see it; empty while it has none. */
  String worker() {
    return run("pgrep", "-f", "WorkerProcess").out().strip();
  }

  /** Whether an interface carries this address, with any prefix length. */
  boolean holds(String vip) {
    return ok("ip", "-o", "address").contains(" " + vip + "/");
  }

  /** The kernel's IPVS table as the administrator's own tool prints it. */
  String table() {
    return ok("ipvsadm", "-Ln");
  }

  /** Whether the table sends to this real server with a weight above zero. */
  boolean balancesTo(Host realServer) {
    return table()
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .anyMatch(
            word ->
                word.length > 3
                    && word[1].startsWith(realServer.address + ":")
                    && !word[3].equals("0"));
  }

  /** Asks the VIP once; the answer is the real server's name, or empty when there was none. */
  String ask() {
    Ran ran = run("curl", "-sS", "--max-time", "5", "http://" + LabTopology.VIP + "/");
    return ran.out().strip();
  }

  private ProcessBuilder builder(List<String> command) {
    List<String> words =
        new ArrayList<>(
            List.of("nsenter", "--target", lab.anchor(name), "--mount", "--uts", "--ipc"));
    words.addAll(List.of("--net", "--pid", "--wdns=" + LabTopology.REPOSITORY, "--"));
    words.addAll(List.of("env", "HOME=/var/root"));
    words.addAll(command);
    return new ProcessBuilder(words);
  }

  @Override
  public String toString() {
    return name;
  }
}
