package org.lvsdirector.daemon.supervisor;

import java.util.Optional;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.parser.model.KeepalivedConfig;

/**
 * Enters the network namespace that {@code -s} or {@code net_namespace} names, before any thread or
 * socket is made.
 */
final class NamespaceEntry {
  private NamespaceEntry() {}

  static void enter(RunOptions options, KeepalivedConfig config) throws DaemonRefusal {
    Optional<String> name = options.process().namespace().or(() -> config.process().netNamespace());
    if (name.isEmpty()) {
      return;
    }
    try {
      NetworkNamespace.enter(name.get());
    } catch (LinuxException e) {
      throw new DaemonRefusal(
          ExitStatus.FATAL, "net_namespace " + name.get() + ": " + e.getMessage());
    }
  }
}
