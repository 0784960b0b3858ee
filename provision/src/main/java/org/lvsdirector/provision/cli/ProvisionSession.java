package org.lvsdirector.provision.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.lvsdirector.provision.inventory.Inventory;
import org.lvsdirector.provision.inventory.InventoryFile;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Persistence;
import org.lvsdirector.provision.probe.ProbeResult;
import org.lvsdirector.provision.probe.VipProbes;
import org.lvsdirector.provision.run.Command;
import org.lvsdirector.provision.run.Fleet;
import org.lvsdirector.provision.run.HostJob;
import org.lvsdirector.provision.run.Jobs;
import org.lvsdirector.provision.run.Outcome;
import org.lvsdirector.provision.ssh.SshConnector;
import org.lvsdirector.provision.ssh.SshFailure;
import org.lvsdirector.provision.vip.Assignments;
import org.lvsdirector.provision.vip.Forwarding;

/** One run of a provision command: read the files, work on the servers, report. */
final class ProvisionSession {
  private final CommonOptions options;
  private final SshCliOptions ssh;
  private final PrintWriter out;
  private final PrintWriter err;

  ProvisionSession(CommonOptions options, SshCliOptions ssh, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.ssh = ssh;
    this.out = out;
    this.err = err;
  }

  /** Verify: the servers' settings, and who answers on the segment. */
  int verify(VerifyOptions verify) throws IOException, InterruptedException {
    return run(Command.VERIFY, Optional.of(verify).filter(v -> !v.noProbe), verify.brief);
  }

  int run(Command command) throws IOException, InterruptedException {
    return run(command, Optional.empty(), false);
  }

  private int run(Command command, Optional<VerifyOptions> probe, boolean brief)
      throws IOException, InterruptedException {
    Jobs jobs;
    try {
      jobs =
          Jobs.of(command, assignments(), inventory(), overrides(), ProvisionSession::lookup)
              .only(options.hosts);
    } catch (IllegalArgumentException e) {
      err.println("lvs-director: " + e.getMessage());
      return 1;
    }
    if (!jobs.complaints().isEmpty()) {
      jobs.complaints().forEach(c -> err.println("lvs-director: " + c));
      return 1;
    }
    if (jobs.list().isEmpty()) {
      jobs.notes().forEach(n -> err.println("note: " + n));
      err.println(
          "lvs-director: there is no real server to "
              + command.word()
              + "; give keepalived.conf with -f, or vips = in the inventory");
      return 1;
    }
    // The segment is asked while the servers are read; neither changes anything.
    Optional<FutureTask<List<ProbeResult>>> asking = probe.map(v -> ask(v, jobs.list()));
    List<Outcome> outcomes;
    try (SshConnector connector = new SshConnector(ssh.options(), new CliSecrets(ssh))) {
      outcomes =
          new Fleet(
                  connector::open, options.parallel, new ProgressLine(err, tty() && !options.json))
              .run(command, jobs.list());
    } catch (SshFailure e) {
      err.println("lvs-director: " + e.getMessage());
      return 1;
    }
    List<ProbeResult> probes = asking.isPresent() ? named(asking.get(), outcomes) : List.of();
    return report(command, outcomes, probes, jobs.notes(), brief);
  }

  private static FutureTask<List<ProbeResult>> ask(VerifyOptions verify, List<HostJob> jobs) {
    Set<InetAddress> vips = new LinkedHashSet<>();
    for (HostJob job : jobs) {
      job.wish().endpoints().stream()
          .filter(e -> e.forwarding() != Forwarding.NAT)
          .forEach(e -> vips.add(e.vip()));
    }
    FutureTask<List<ProbeResult>> task =
        new FutureTask<>(() -> new VipProbes(Optional.ofNullable(verify.device)).ask(vips));
    Thread.ofPlatform().daemon().name("probes").start(task);
    return task;
  }

  private static List<ProbeResult> named(
      FutureTask<List<ProbeResult>> asking, List<Outcome> outcomes) throws InterruptedException {
    Map<String, String> serverByMac = new HashMap<>();
    for (Outcome o : outcomes) {
      o.facts()
          .map(HostFacts::links)
          .orElse(List.of())
          .forEach(l -> serverByMac.put(l.mac().toLowerCase(Locale.ROOT), o.name()));
    }
    serverByMac.remove("");
    try {
      return asking.get().stream().map(p -> p.named(serverByMac)).toList();
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking the segment ended with " + e.getCause(), e);
    }
  }

  private int report(
      Command command,
      List<Outcome> outcomes,
      List<ProbeResult> probes,
      List<String> notes,
      boolean brief) {
    int servers = Outcome.exitStatus(outcomes);
    int exit = servers == 0 && !probes.stream().allMatch(ProbeResult::good) ? 2 : servers;
    if (options.json) {
      out.println(JsonReport.write(command, outcomes, probes, notes, exit, brief));
      return exit;
    }
    TextReport text = new TextReport(out, color());
    outcomes.forEach(o -> text.print(command, o));
    probes.forEach(text::print);
    notes.forEach(n -> out.println("note: " + n));
    text.summary(outcomes);
    return exit;
  }

  private Jobs.Overrides overrides() {
    return new Jobs.Overrides(
        Optional.ofNullable(options.method)
            .map(
                m ->
                    Method.byWord(m)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "--method "
                                        + m
                                        + " (expected one of "
                                        + Method.words()
                                        + ")"))),
        Optional.ofNullable(options.persist)
            .map(
                p ->
                    Persistence.byWord(p)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "--persist "
                                        + p
                                        + " (expected one of "
                                        + Persistence.words()
                                        + ")"))),
        ssh.target(),
        options.force,
        options.moveVip,
        options.setRoute);
  }

  /**
   * Without -f: keepalived's own file where there is one; else the inventory alone must name
   * addresses.
   */
  private Assignments assignments() {
    Path file = options.config;
    if (file == null && !Files.exists(ConfigFile.DEFAULT)) {
      return Assignments.NONE;
    }
    return ConfigFile.read(
        file == null ? ConfigFile.DEFAULT : file,
        Optional.ofNullable(options.configId),
        err::println);
  }

  private Inventory inventory() throws IOException {
    Path file = options.inventory;
    if (file == null) {
      return Inventory.EMPTY;
    }
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "cannot read the inventory "
              + file
              + (Files.exists(file) ? ": permission denied" : ": no such file"));
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      return InventoryFile.read(reader, file.toString());
    }
  }

  private static List<InetAddress> lookup(String name) {
    try {
      return List.of(InetAddress.getAllByName(name));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  private boolean color() {
    return switch (options.color) {
      case "always" -> true;
      case "never" -> false;
      default -> tty() && System.getenv("NO_COLOR") == null;
    };
  }

  private static boolean tty() {
    return Terminal.console().isPresent();
  }
}
