package org.lvsdirector.healthcheck.io;

import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.ProcessControl;
import org.lvsdirector.linux.io.ProcessControl.Limit;
import org.lvsdirector.linux.io.ProcessControl.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises the limit of open files so that all probes may be at it at once, as keepalived does. */
final class FileLimit {
  private static final Logger LOG = LoggerFactory.getLogger(FileLimit.class);

  /** Jars, logs, sockets of other parts, selectors and pipes of the virtual machine. */
  private static final long OTHERS = 512;

  private FileLimit() {}

  /**
   * The limit wanted for so many probes; two each, since a script or a TLS wrapper may need more.
   */
  static long wanted(int probes) {
    return OTHERS + 2L * probes;
  }

  /** Never lowers the limit; says so if it cannot be raised far enough. */
  static void raise(int probes) {
    long wanted = wanted(probes);
    try {
      Limit now = ProcessControl.limit(Resource.NOFILE);
      if (now.soft() == Limit.NONE.soft() || now.soft() >= wanted) {
        return;
      }
      boolean enough = now.hard() == Limit.NONE.hard() || now.hard() >= wanted;
      ProcessControl.limit(Resource.NOFILE, new Limit(wanted, enough ? now.hard() : wanted));
    } catch (LinuxException e) {
      LOG.warn(
          "The limit of open files could not be raised to {} for {} checks, some may not run: {}",
          wanted,
          probes,
          e.getMessage());
    }
  }
}
