package org.lvsdirector.daemon.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The help of {@code run}. The launcher starts the main process itself for {@code run}, with a
 * small runtime of its own.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the daemon in the foreground: checks, IPVS and VRRP as the file says.",
      "All of keepalived's options are taken as well; the usual ones are listed here."
    })
@SuppressWarnings("UnusedVariable") // picocli reads the fields for the help
final class RunHelp implements Runnable {
  @Option(
      names = {"-f", "--use-file"},
      paramLabel = "FILE",
      description = "configuration (default /etc/keepalived/keepalived.conf)")
  private @Nullable String file;

  @Option(
      names = {"-C", "--check"},
      description = "checks and IPVS only, no VRRP")
  private boolean checks;

  @Option(
      names = {"-P", "--vrrp"},
      description = "VRRP only, no checks and no IPVS")
  private boolean vrrp;

  @Option(
      names = "--ipvs",
      paramLabel = "kernel|memory",
      description = "where the IPVS table lives; memory is for trying a file (default kernel)")
  private @Nullable String ipvs;

  @Option(
      names = {"-i", "--config-id"},
      paramLabel = "ID",
      description = "id that @ID lines are compared with (default: host name)")
  private @Nullable String configId;

  @Option(
      names = {"-D", "--log-detail"},
      description = "more in the log; twice: still more")
  private boolean[] detail = {};

  @Option(
      names = {"-V", "--dont-release-vrrp"},
      description = "leave VIPs and routes in place at stop")
  private boolean keepVrrp;

  @Option(
      names = {"-I", "--dont-release-ipvs"},
      description = "leave the IPVS table in place at stop")
  private boolean keepIpvs;

  @Option(
      names = {"-p", "--pid"},
      paramLabel = "FILE",
      description = "pid file")
  private @Nullable String pidFile;

  @Override
  public void run() {
    throw new IllegalStateException("run is started by bin/lvs-director itself");
  }
}
