package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.util.Optional;
import org.lvsdirector.linux.io.PingGroups;
import org.lvsdirector.linux.io.ProcessControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens net.ipv4.ping_group_range to our group while PING_CHECK is used, and puts it back in the
 * end, as keepalived does (reference, LVS 23).
 */
final class PingRange {
  private static final Logger LOG = LoggerFactory.getLogger(PingRange.class);

  private Optional<PingGroups> before = Optional.empty();
  private boolean looked;

  synchronized void open() {
    if (looked) {
      return;
    }
    looked = true;
    try {
      PingGroups now = PingGroups.read();
      int group = ProcessControl.gid();
      if (!now.contains(group)) {
        // The kernel's own default is the empty range 1..0.
        long from = Math.min(now.from(), group);
        new PingGroups(from, Math.max(now.to(), group)).write();
        before = Optional.of(now);
      }
    } catch (IOException e) {
      LOG.error(
          "PING_CHECK cannot run: net.ipv4.ping_group_range does not include our group {} and could"
              + " not be changed ({}); set it to \"0 0\" by sysctl",
          ProcessControl.gid(),
          e.getMessage());
    }
  }

  synchronized void restore() {
    try {
      if (before.isPresent()) {
        before.get().write();
      }
    } catch (IOException e) {
      LOG.warn("net.ipv4.ping_group_range could not be put back: {}", e.getMessage());
    }
    before = Optional.empty();
    looked = false;
  }
}
