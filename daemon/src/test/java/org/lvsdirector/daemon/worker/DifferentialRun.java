package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Runs one file under both programs side by side, each with a table of its own by {@code
 * net_namespace_ipvs}, and compares what ipvsadm shows: at the start, when some servers fail, when
 * all do, after their recovery, after a reload to the changed file, after the stop.
 *
 * <p>Both follow the same track files. One more service, last in the file, follows a file that is
 * written last: once a program's table shows it, that program has seen the others.
 */
final class DifferentialRun implements AutoCloseable {
  /** How our side is started. */
  interface Starter {
    Balancer start(DifferentialCase subject, Path file) throws IOException;
  }

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** A difference that is still there this long after both have seen all stays. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private static final int TRACKED = 3;

  /** Ports of the services of our own. */
  private static final int LAST = 1;

  private static final int LAST_CHANGED = 2;
  private static final int CONNECTED = 3;

  private final DifferentialCase subject;
  private final ReviewedDifferences reviewed;
  private final Path folder;
  private final IpvsNamespace ours;
  private final IpvsNamespace theirs;
  private final CheckedPort port;
  private final List<Difference> differences = new ArrayList<>();
  private final long begun = System.nanoTime();
  private Set<String> seen = Set.of();

  DifferentialRun(DifferentialCase subject, ReviewedDifferences reviewed, Path folder, int number)
      throws IOException {
    this.subject = subject;
    this.reviewed = reviewed;
    this.folder = folder;
    String unique = ProcessHandle.current().pid() + "-" + number;
    this.ours = new IpvsNamespace("ours-" + unique);
    this.theirs = new IpvsNamespace("theirs-" + unique);
    this.port = new CheckedPort();
  }

  /** All steps; what differed. */
  List<Difference> run(Starter starter) throws IOException {
    for (IpvsNamespace table : List.of(ours, theirs)) {
      table.inside("ipvsadm", "-A", "-t", "10.99.0.1:80", "-s", "rr");
      table.inside("ipvsadm", "-a", "-t", "10.99.0.1:80", "-r", "10.99.0.2:80", "-g", "-w", "7");
    }
    fail(0);
    track("last", false);
    write(subject.start(), LAST);
    Balancer keepalived = DaemonBalancer.start(DaemonBalancer.DEBIAN, file(theirs));
    Balancer director = null;
    try {
      director = starter.start(subject, file(ours));
      phases(director, keepalived);
      director.stop();
      keepalived.stop();
      compare("stop");
    } catch (IOException | AssertionError e) {
      String logs = keepalived.log() + "\n" + (director == null ? "" : director.log());
      throw new IOException(subject.name() + ": " + e.getMessage() + "\n" + logs, e);
    } finally {
      keepalived.kill();
      if (director != null) {
        director.kill();
      }
    }
    return differences;
  }

  private void phases(Balancer director, Balancer keepalived) throws IOException {
    await("start", () -> serves(LAST, true) && serves(CONNECTED, true));
    compare("start");
    Set<String> atStart = seen;

    fail(1);
    track("last", true);
    await("some servers failed", () -> serves(LAST, false));
    compare("some servers failed");

    fail(TRACKED);
    port.close();
    track("last", false);
    await("all servers failed", () -> serves(LAST, true) && serves(CONNECTED, false));
    compare("all servers failed");

    fail(0);
    port.open();
    track("last", true);
    await("recovered", () -> serves(LAST, false) && serves(CONNECTED, true));
    track("last", false);
    await("all as at the start", () -> shown(ours).equals(atStart));
    compare("recovered");

    write(subject.changed(), LAST_CHANGED);
    keepalived.reload();
    director.reload();
    await("reloaded", () -> serves(LAST_CHANGED, true));
    compare("reloaded");
  }

  private void fail(int servers) throws IOException {
    for (int i = 0; i < TRACKED; i++) {
      track("f" + i, i < servers);
    }
  }

  private void track(String name, boolean failed) throws IOException {
    Files.writeString(folder.resolve(name), failed ? "1\n" : "0\n");
  }

  private void write(String body, int last) throws IOException {
    StringBuilder whole = new StringBuilder();
    for (String name : List.of("f0", "f1", "f2", "last")) {
      whole.append("track_file ").append(name).append(" {\n  file ").append(folder.resolve(name));
      whole.append("\n  weight 0\n}\n");
    }
    whole.append(body.replace("${PORT}", Integer.toString(port.number())));
    if (subject.hasPort()) {
      // Slower to fail than the others that connect.
      whole.append(service(CONNECTED, "TCP_CHECK { connect_ip 127.0.0.1\n connect_port "));
      whole.append(port.number());
      whole.append("\n alpha\n warmup 0\n delay_loop 1\n retry 3\n delay_before_retry 1\n } } }\n");
    }
    whole.append(service(last, "FILE_CHECK { track_file last\n weight 0\n } } }\n"));
    Files.writeString(
        file(ours),
        "global_defs {\n  @lvs_director control_socket %s\n  @lvs_director state_dir %s\n}\n"
                .formatted(folder.resolve("control.sock"), folder)
            + namespace(ours)
            + whole);
    Files.writeString(file(theirs), namespace(theirs) + whole);
  }

  private static String namespace(IpvsNamespace table) {
    return "net_namespace_ipvs " + table.name() + "\n";
  }

  private static String service(int port, String check) {
    return """
    virtual_server 203.0.113.250 %d {
      lvs_sched rr
      lvs_method DR
      protocol TCP
      real_server 203.0.113.251 %d {
        %s\
    """
        .formatted(port, port, check);
  }

  private Path file(IpvsNamespace table) {
    return folder.resolve(table.name() + ".conf");
  }

  /** Whether both tables have, or both lack, the server of one of our own services. */
  private boolean serves(int port, boolean serving) throws IOException {
    if (port == CONNECTED && !subject.hasPort()) {
      return true;
    }
    String server = "CB0071FB:%04X".formatted(port);
    return ours.has(server) == serving && theirs.has(server) == serving;
  }

  /** Until there are only differences that were looked at, or they stay. */
  private void compare(String phase) throws IOException {
    long start = System.nanoTime();
    List<Difference> now = difference(phase);
    while (!reviewed.unknown(now).isEmpty() && System.nanoTime() - start < GRACE.toNanos()) {
      LockSupport.parkNanos(500_000_000);
      now = difference(phase);
    }
    differences.addAll(now);
    System.out.printf(
        "%3d s %s: %s: %d lines, %d differences so far%n",
        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
        subject.name(),
        phase,
        seen.size(),
        differences.size());
  }

  private List<Difference> difference(String phase) throws IOException {
    Set<String> we = shown(ours);
    Set<String> they = shown(theirs);
    seen = we;
    return Stream.concat(
            we.stream().filter(line -> !they.contains(line)).map(line -> of(phase, "ours", line)),
            they.stream().filter(line -> !we.contains(line)).map(line -> of(phase, "theirs", line)))
        .toList();
  }

  private Set<String> shown(IpvsNamespace table) throws IOException {
    return table.witness(subject.start().contains("global_defs"));
  }

  private Difference of(String phase, String side, String line) {
    return new Difference(subject.name(), phase, side, line);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(String what, Condition condition) throws IOException {
    long start = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        throw new IOException("not within " + LIMIT + ": " + what + "\n" + difference("waiting"));
      }
      LockSupport.parkNanos(200_000_000);
    }
  }

  @Override
  public void close() throws IOException {
    port.close();
    ours.close();
    theirs.close();
  }
}
