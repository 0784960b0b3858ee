package org.lvsdirector.daemon.supervisor;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.ProcessSettings;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.Severity;

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
    Optional<Diagnostic> error = newError(running, fresh);
    if (error.isPresent()) {
      return error.get().range().start() + ": " + error.get().message();
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

  /** The first error that the running file had not; what it had is known and lived with. */
  private static Optional<Diagnostic> newError(ParseResult running, ParseResult fresh) {
    Set<String> known =
        errors(running).map(Diagnostic::message).collect(Collectors.toUnmodifiableSet());
    return errors(fresh).filter(error -> !known.contains(error.message())).findFirst();
  }

  private static Stream<Diagnostic> errors(ParseResult result) {
    return result.diagnostics().stream()
        .filter(
            finding ->
                finding.severity() == Severity.ERROR || finding.severity() == Severity.FATAL);
  }

  private static String changed(String keyword) {
    return keyword + " changed, which needs a restart";
  }
}
