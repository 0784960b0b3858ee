package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.options.IpvsBackend;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.linux.io.ProcessControl;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must hold before anything is touched. */
final class Preconditions {
  private static final Logger LOG = LoggerFactory.getLogger(Preconditions.class);

  private Preconditions() {}

  /** {@link ExitStatus#OK}, or the status to end with; the reason is in the log by then. */
  static int check(RunOptions options, ParseResult result) {
    if (result.startStatus() != ExitStatus.OK) {
      LOG.error(
          "{} cannot be run: {}; nothing was changed",
          options.file(),
          reason(result.startStatus()));
      return result.startStatus();
    }
    List<String> missing = missingCapabilities(options, result.config());
    if (!missing.isEmpty()) {
      LOG.error(
          "missing permission: needs {}; run as root or give the unit AmbientCapabilities",
          String.join(" and ", missing));
      return ExitStatus.PERMISSION;
    }
    return ExitStatus.OK;
  }

  private static String reason(int status) {
    return switch (status) {
      case ExitStatus.NO_CONFIGURATION ->
          "the file, or one that it includes, is missing or unusable";
      case ExitStatus.CONFIGURATION -> "a fatal error, named above";
      default -> "status " + status;
    };
  }

  private static List<String> missingCapabilities(RunOptions options, KeepalivedConfig config) {
    boolean vrrp = options.halves().vrrp() && config.vrrp().needed();
    boolean kernelIpvs =
        options.halves().checks()
            && !config.lvs().virtualServers().isEmpty()
            && options.ipvs() == IpvsBackend.KERNEL;
    List<String> missing = new ArrayList<>();
    if ((vrrp || kernelIpvs) && lacks(ProcessControl.CAP_NET_ADMIN)) {
      missing.add("CAP_NET_ADMIN");
    }
    if (vrrp && lacks(ProcessControl.CAP_NET_RAW)) {
      missing.add("CAP_NET_RAW");
    }
    return missing;
  }

  private static boolean lacks(int capability) {
    try {
      return !ProcessControl.hasCapability(capability);
    } catch (IOException e) {
      LOG.warn("cannot tell which capabilities this process has: {}; going on", e.getMessage());
      return false;
    }
  }
}
