package org.lvsdirector.vrrp.io;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.io.Sysctl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kernel settings that we change, remembered so that they can be put back in reverse order. */
final class SysctlJournal {
  private static final Logger LOG = LoggerFactory.getLogger(SysctlJournal.class);

  private final Optional<String> namespace;
  private final Deque<Sysctl.Change> changes = new ArrayDeque<>();

  SysctlJournal(Optional<String> namespace) {
    this.namespace = namespace;
  }

  /** The value now, or nothing if there is no such setting. */
  Optional<String> read(String name) {
    try {
      return NetworkNamespace.call(
          namespace,
          () -> {
            try {
              return Sysctl.exists(name) ? Optional.of(Sysctl.read(name)) : Optional.empty();
            } catch (IOException e) {
              LOG.debug("reading {}: {}", name, e.toString());
              return Optional.empty();
            }
          });
    } catch (LinuxException e) {
      return Optional.empty();
    }
  }

  /** Sets a value to be put back at the end; a setting the kernel does not have is skipped. */
  void set(String name, String value) {
    try {
      boolean _ =
          NetworkNamespace.call(
              namespace,
              () -> {
                try {
                  if (Sysctl.exists(name)) {
                    changes.push(Sysctl.set(name, value));
                  }
                  return true;
                } catch (IOException e) {
                  LOG.warn("{}", e.getMessage());
                  return false;
                }
              });
    } catch (LinuxException e) {
      LOG.warn("setting {}: {}", name, e.getMessage());
    }
  }

  /** Puts everything back, the last change first. */
  void restore() {
    try {
      boolean _ =
          NetworkNamespace.call(
              namespace,
              () -> {
                while (!changes.isEmpty()) {
                  try {
                    boolean _ = changes.pop().restore();
                  } catch (IOException e) {
                    LOG.warn("restoring: {}", e.getMessage());
                  }
                }
                return true;
              });
    } catch (LinuxException e) {
      LOG.warn("restoring kernel settings: {}", e.getMessage());
    }
  }
}
