package org.lvsdirector.daemon.supervisor;

import java.util.Optional;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.config.KnownErrors;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.ProcessSettings;

/**
 * When a new configuration must not replace the running one: it cannot be run at all, it has errors
 * that the running one had not, or it changes what only a restart can change (keepalived reference,
 * parser 20.5). Unlike keepalived we never apply half of a broken file: one that an editor had
 * written half of would otherwise take addresses and services away.
 */
final class ReloadRules {
  private ReloadRules() {}

  /** Why the reload is refused; "" where it is not. */
  static String refusal(ParseResult running, ParseResult fresh) {
    if (fresh.startStatus() != ExitStatus.OK) {
      return "the file cannot be run (status "
          + fresh.startStatus()
          + "), see the complaints above";
    }
    Optional<String> error = KnownErrors.of(running).firstNew(fresh);
    if (error.isPresent()) {
      return error.get();
    }
    ProcessSettings before = running.config().process();
    ProcessSettings after = fresh.config().process();
    if (!before.netNamespace().equals(after.netNamespace())) {
      return changed("net_namespace");
    }
    if (!before.ipvsNamespace().equals(after.ipvsNamespace())) {
      return changed("net_namespace_ipvs");
    }
    if (!before.instance().equals(after.instance())) {
      return changed("instance");
    }
    return "";
  }

  private static String changed(String keyword) {
    return keyword + " changed, which needs a restart";
  }
}
