package org.lvsdirector.daemon.options;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.parser.model.KeepalivedConfig;

/**
 * How to run, as the command line says (keepalived reference, VRRP section 25).
 *
 * @param file the configuration file
 * @param configId the id that {@code @id} lines are compared with; the host name's first label
 *     where absent
 * @param allConfig whether every include check is on ({@code -e})
 * @param halves which halves of the daemon run
 * @param logging where log lines go
 * @param release what a stop leaves in place
 * @param process pid files, forking, namespace and the like
 * @param ipvs where the table lives
 */
public record RunOptions(
    Path file,
    Optional<String> configId,
    boolean allConfig,
    Halves halves,
    Logging logging,
    Release release,
    ProcessOptions process,
    IpvsBackend ipvs) {

  /**
   * Which halves run.
   *
   * @param vrrp whether VRRP may run (off with {@code -C})
   * @param checks whether checks and IPVS may run (off with {@code -P})
   * @param all run each permitted half even where the file has nothing for it ({@code --all})
   */
  public record Halves(boolean vrrp, boolean checks, boolean all) {
    /** Each that the file has something for. */
    public static final Halves BOTH = new Halves(true, true, false);

    /** Whether a worker runs with this file. */
    public boolean runsChecks(KeepalivedConfig config) {
      return checks && (all || !config.lvs().virtualServers().isEmpty());
    }
  }

  /**
   * Where log lines go.
   *
   * @param console whether to write to standard error as well ({@code -l})
   * @param detail 0, 1 ({@code -D}) or 2 (twice)
   * @param facility syslog facility, 0 to 7 for local0 to local7, or {@code daemon} / {@code user}
   * @param file the log file of {@code -g}
   * @param syslog false with {@code -G}
   */
  public record Logging(
      boolean console, int detail, String facility, Optional<Path> file, boolean syslog) {}

  /**
   * What a stop leaves in place.
   *
   * @param forceVips remove VIPs even if not marked as set ({@code -X}): changes nothing, as those
   *     of a MASTER are always removed, whoever has set them
   * @param keepVrrp leave VIPs and routes, send no priority 0 ({@code -V})
   * @param keepIpvs leave the IPVS table ({@code -I})
   */
  public record Release(boolean forceVips, boolean keepVrrp, boolean keepIpvs) {}

  /**
   * The process's own affairs.
   *
   * @param fork whether to go to the background
   * @param respawn whether a dead worker is started again ({@code -R} turns it off)
   * @param dumpConfiguration write the configuration to the log at start ({@code -d})
   * @param ignoreSigint whether SIGINT is ignored
   * @param umask file creation mask, where given; FIFOs are made with it
   * @param pidFile pid file of the main process
   * @param vrrpPidFile pid file of the VRRP half (holds the main process's pid)
   * @param checkersPidFile pid file of the worker
   * @param namespace network namespace that overrides {@code net_namespace}
   */
  public record ProcessOptions(
      boolean fork,
      boolean respawn,
      boolean dumpConfiguration,
      boolean ignoreSigint,
      OptionalInt umask,
      Optional<Path> pidFile,
      Optional<Path> vrrpPidFile,
      Optional<Path> checkersPidFile,
      Optional<String> namespace) {}
}
