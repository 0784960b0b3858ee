package org.lvsdirector.daemon.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.daemon.options.OptionReader.Given;
import org.lvsdirector.daemon.options.OptionReader.Reading;

/**
 * Reads the command line of {@code bin/keepalived} and {@code lvs-director run} (keepalived
 * reference, VRRP section 25).
 */
public final class KeepalivedArguments {
  private Path file = Path.of("/etc/keepalived/keepalived.conf");
  private Optional<String> configId = Optional.empty();
  private boolean allConfig;
  private boolean vrrp = true;
  private boolean checks = true;
  private boolean all;
  private boolean console;
  private int detail;
  private String facility = "daemon";
  private Optional<Path> logFile = Optional.empty();
  private boolean syslog = true;
  private boolean forceVips;
  private boolean keepVrrp;
  private boolean keepIpvs;
  private boolean fork;
  private boolean respawn = true;
  private boolean dumpConfiguration;
  private boolean ignoreSigint;
  private OptionalInt umask = OptionalInt.empty();
  private Optional<Path> pidFile = Optional.empty();
  private Optional<Path> vrrpPidFile = Optional.empty();
  private Optional<Path> checkersPidFile = Optional.empty();
  private Optional<String> namespace = Optional.empty();
  private IpvsBackend ipvs = IpvsBackend.KERNEL;
  private boolean test;
  private boolean reload;
  private Optional<Path> report = Optional.empty();
  private String error = "";

  private KeepalivedArguments(boolean fork) {
    this.fork = fork;
  }

  /** Reads keepalived's own command line: goes to the background unless {@code -n}. */
  public static Request parse(List<String> arguments) {
    if (!arguments.isEmpty()
        && (arguments.getFirst().equals("-T") || arguments.getFirst().equals("--genhash"))) {
      return new Request.Genhash(List.copyOf(arguments.subList(1, arguments.size())));
    }
    return new KeepalivedArguments(true).read(arguments);
  }

  /**
   * Reads the command line of {@code lvs-director run}: the same options, always in the foreground,
   * log lines on the console.
   */
  public static Request parseRun(List<String> arguments) {
    KeepalivedArguments reader = new KeepalivedArguments(false);
    reader.console = true;
    reader.syslog = false;
    Request request = reader.read(arguments);
    return request instanceof Request.Run(_, var unexpected) && !unexpected.isEmpty()
        ? new Request.UsageError(
            "unexpected argument '" + unexpected.getFirst() + "'; try lvs-director run --help")
        : request;
  }

  private Request read(List<String> arguments) {
    Reading reading = OptionReader.read(arguments);
    if (!reading.error().isEmpty()) {
      return new Request.UsageError(reading.error());
    }
    for (Given given : reading.options()) {
      switch (given.option()) {
        case VERSION -> {
          return new Request.Version();
        }
        case HELP -> {
          return new Request.Help();
        }
        case SIGNUM -> {
          return new Request.SignalNumber(given.value());
        }
        default -> take(given);
      }
    }
    if (!error.isEmpty()) {
      return new Request.UsageError(error);
    }
    if (reload) {
      return new Request.Reload(options());
    }
    return test
        ? new Request.ConfigTest(options(), report)
        : new Request.Run(options(), reading.words());
  }

  private RunOptions options() {
    return new RunOptions(
        file,
        configId,
        allConfig,
        new RunOptions.Halves(vrrp, checks, all),
        new RunOptions.Logging(console, detail, facility, logFile, syslog),
        new RunOptions.Release(forceVips, keepVrrp, keepIpvs),
        new RunOptions.ProcessOptions(
            fork,
            respawn,
            dumpConfiguration,
            ignoreSigint,
            umask,
            pidFile,
            vrrpPidFile,
            checkersPidFile,
            namespace),
        ipvs);
  }

  private void take(Given given) {
    String value = given.value();
    switch (given.option()) {
      case USE_FILE -> file = Path.of(value);
      case VRRP -> checks = false;
      case CHECK -> vrrp = false;
      case ALL -> all = true;
      case LOG_CONSOLE -> console = true;
      case LOG_DETAIL -> detail = Math.min(2, detail + 1);
      case LOG_FACILITY -> facility = facility(value);
      case LOG_FILE ->
          logFile = Optional.of(Path.of(given.hasValue() ? value : "/tmp/keepalived.log"));
      case NO_SYSLOG -> syslog = false;
      case UMASK -> umask = OptionalInt.of(mask(value));
      case RELEASE_VIPS -> forceVips = true;
      case DONT_RELEASE_VRRP -> keepVrrp = true;
      case DONT_RELEASE_IPVS -> keepIpvs = true;
      case DONT_RESPAWN -> respawn = false;
      case DONT_FORK -> fork = false;
      case DUMP_CONF -> dumpConfiguration = true;
      case PID -> pidFile = Optional.of(Path.of(value));
      case VRRP_PID -> vrrpPidFile = Optional.of(Path.of(value));
      case CHECKERS_PID -> checkersPidFile = Optional.of(Path.of(value));
      case NAMESPACE -> namespace = Optional.of(value);
      case ALL_CONFIG -> allConfig = true;
      case CONFIG_ID -> configId = Optional.of(value);
      case IGNORE_SIGINT -> ignoreSigint = true;
      case IPVS -> ipvs = backend(value);
      case RELOAD -> reload = true;
      case CONFIG_TEST -> {
        test = true;
        report = given.hasValue() ? Optional.of(Path.of(value)) : Optional.empty();
      }
      default -> {
        // Options of keepalived that change nothing here: BFD, SNMP, memory checks, core dumps,
        // perf, debug.
      }
    }
  }

  private IpvsBackend backend(String value) {
    return switch (value) {
      case "kernel" -> IpvsBackend.KERNEL;
      case "memory" -> IpvsBackend.MEMORY;
      default -> {
        error = "--ipvs: '" + value + "' (expected kernel or memory)";
        yield IpvsBackend.KERNEL;
      }
    };
  }

  private String facility(String value) {
    if (value.matches("[0-7]")) {
      return "local" + value;
    }
    if (!value.matches("local[0-7]|user|daemon")) {
      error = "-S: '" + value + "' (expected 0 to 7, local0 to local7, user or daemon)";
    }
    return value;
  }

  private int mask(String value) {
    try {
      int mask = Integer.decode(value);
      if (mask >= 0 && mask <= 0777) {
        return mask;
      }
    } catch (NumberFormatException _) {
      // reported below, together with the range
    }
    error = "-u: '" + value + "' (expected 0 to 0777)";
    return 0;
  }
}
