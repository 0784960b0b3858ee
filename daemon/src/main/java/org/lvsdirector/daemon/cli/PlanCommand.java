package org.lvsdirector.daemon.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.ipvs.desired.DesiredTable;
import org.lvsdirector.ipvs.io.Ipvs;
import org.lvsdirector.ipvs.io.NetlinkIpvs;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.plan.Plan;
import org.lvsdirector.ipvs.plan.PlanJson;
import org.lvsdirector.ipvs.plan.PlanText;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.VirtualServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}: what would change if a file were applied now. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Says what would change if this file were applied now, against the live kernel and the running daemon.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing would change",
      "1:the plan cannot be made",
      "2:something would change"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private ControlOptions control = new ControlOptions();

  @Option(
      names = {"-f", "--use-file"},
      paramLabel = "FILE",
      defaultValue = "/etc/keepalived/keepalived.conf",
      description = "the configuration (default ${DEFAULT-VALUE})")
  private Path file = Path.of("/etc/keepalived/keepalived.conf");

  @Option(
      names = {"-i", "--config-id"},
      paramLabel = "ID",
      description = "id that @ID lines are compared with (default: host name)")
  private @Nullable String configId;

  @Option(names = "--json", description = "the plan as JSON")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ParseResult result = Reading.of(file, configId, false).read();
    if (!result.canStart()) {
      ConfigurationReader.printComplaints(result, System.err);
      throw new IOException(
          file + " cannot be run: a reload would be refused and nothing would change");
    }
    RunningDaemonView daemon = running();
    Plan plan = plan(result, daemon);
    boolean terminal = TerminalSize.isTerminal();
    System.out.print(json ? PlanJson.of(plan) + "\n" : PlanText.of(plan, terminal));
    System.out.flush();
    return plan.isEmpty() ? 0 : 2;
  }

  private static Plan plan(ParseResult result, RunningDaemonView daemon) throws IOException {
    var services = result.config().lvs().virtualServers();
    try (Ipvs ipvs = NetlinkIpvs.open(result.config().process().ipvsNamespace())) {
      LiveTable actual = ipvs.statistics();
      Set<ServiceKey> owned = new LinkedHashSet<>(DesiredTable.owned(services));
      Set<String> before = daemon.ownedKeys();
      actual.table().keys().stream()
          .filter(key -> before.contains(key.toString()))
          .forEach(owned::add);
      DesiredTable wanted =
          DesiredTable.of(services, (VirtualServer service) -> daemon.view(service));
      return Plan.between(actual, wanted.table(), owned)
          .withNotes(daemon.vrrpNotes(result.config().vrrp()));
    }
  }

  /** Without a daemon the plan is that of a start. */
  private RunningDaemonView running() {
    try {
      return new RunningDaemonView(control.ask("GET", "/v1/status", ""));
    } catch (IOException e) {
      System.err.println("no running daemon (" + e.getMessage() + "): this is the plan of a start");
      return new RunningDaemonView(new JsonObject());
    }
  }
}
