package org.lvsdirector.parser.decode;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.keyword.Keyword;
import org.lvsdirector.parser.keyword.KeywordTable;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.KeptFindings;
import org.lvsdirector.parser.source.Severity;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.parser.syntax.Role;
import org.lvsdirector.parser.syntax.Statement;

/**
 * What the decoders of one run share: the table, the host, the findings. It also remembers in whose
 * reading a required argument was missing, since keepalived exits there and then (keepalived
 * reference, parser 10.5).
 */
final class Decoding {
  private final KeywordTable table;
  private final Environment environment;
  private final KeptFindings findings = new KeptFindings();
  private Role role = Role.PARENT;
  private @Nullable Role stoppedIn;
  private boolean fatal;
  private int scriptsSeen;
  private boolean uncounted;

  Decoding(KeywordTable table, Environment environment) {
    this.table = table;
    this.environment = environment;
  }

  Environment environment() {
    return environment;
  }

  Map<String, Keyword> level(String path) {
    return table.level(path);
  }

  /** Whose reading follows. */
  void reading(Role next) {
    role = next;
  }

  /** The reading in which keepalived would have exited with status 2, if any. */
  @Nullable Role stoppedIn() {
    return stoppedIn;
  }

  /** Something was found that ends a real start with status 2 (17.3). */
  boolean fatal() {
    return fatal;
  }

  List<Diagnostic> findings() {
    return findings.list();
  }

  void add(Diagnostic finding) {
    findings.add(uncounted ? finding.withErrorClass(ErrorClass.OK) : finding);
  }

  /**
   * keepalived stops here and does not see what follows: later findings do not count for the exit
   * status.
   */
  void stopCounting() {
    uncounted = true;
  }

  /** An item is dropped or keeps its default, and keepalived counts it as an error. */
  void error(SourceRange at, String message) {
    add(Diagnostic.error(ErrorClass.GENERAL_ERROR, message, at));
  }

  void error(ErrorClass errorClass, SourceRange at, String message) {
    add(Diagnostic.error(errorClass, message, at));
  }

  /** An item is kept, and keepalived counts it as an error all the same. */
  void warning(SourceRange at, String message) {
    add(Diagnostic.warning(ErrorClass.GENERAL_ERROR, message, at));
  }

  void warning(ErrorClass errorClass, SourceRange at, String message) {
    add(Diagnostic.warning(errorClass, message, at));
  }

  /** A complaint of keepalived's that we have a name and a reason for. */
  void error(Lint lint, ErrorClass errorClass, SourceRange at, String message) {
    add(lint.explain(Diagnostic.error(errorClass, message, at)));
  }

  void error(Lint lint, SourceRange at, String message) {
    error(lint, ErrorClass.GENERAL_ERROR, at, message);
  }

  void warning(Lint lint, SourceRange at, String message) {
    add(lint.explain(Diagnostic.warning(ErrorClass.GENERAL_ERROR, message, at)));
  }

  void note(Lint lint, SourceRange at, String message) {
    add(lint.explain(Diagnostic.warning(ErrorClass.OK, message, at)));
  }

  /** Something worth knowing that does not count for the exit status. */
  void note(SourceRange at, String message) {
    add(Diagnostic.warning(ErrorClass.OK, message, at));
  }

  /** A real start ends here with status 2; a test goes on (17.3, 18.4). */
  void fatal(SourceRange at, String message) {
    fatal(ErrorClass.GENERAL_ERROR, at, message);
  }

  void fatal(ErrorClass errorClass, SourceRange at, String message) {
    fatal = true;
    add(Diagnostic.of(Severity.FATAL, errorClass, message, at));
  }

  void fatal(Lint lint, SourceRange at, String message) {
    fatal = true;
    add(lint.explain(Diagnostic.of(Severity.FATAL, ErrorClass.GENERAL_ERROR, message, at)));
  }

  /** A program exists that would be run; matters where script security is not enabled (22.8). */
  void scriptSeen() {
    scriptsSeen++;
  }

  /** How many programs were seen so far. */
  int scriptsSeen() {
    return scriptsSeen;
  }

  /** Forgets those seen since then, because what named them is dropped. */
  void forgetScripts(int since) {
    scriptsSeen = since;
  }

  /**
   * Looks at the first argument and at the support of a keyword; false if the statement is not to
   * be decoded.
   */
  boolean admit(Statement s, Keyword keyword, String where) {
    if (keyword.own() && !s.own()) {
      return false;
    }
    boolean bare = s.args().isEmpty();
    switch (keyword.support()) {
      case USED -> {}
      case IGNORED -> {
        if (!s.own()) {
          info(s, keyword.name() + " is ignored" + where + ": " + keyword.note());
        }
      }
      case UNSUPPORTED ->
          add(
              Lint.UNSUPPORTED_KEYWORD.at(
                  s.range(), keyword.name() + " has no effect" + where + ": " + keyword.note()));
    }
    if (bare) {
      if (keyword.kind() == Keyword.Kind.SCRIPT && s.rawLine().length() > keyword.name().length()) {
        return true; // a quote was opened and not closed
      }
      switch (keyword.missing()) {
        case ALLOWED -> {}
        case ERROR -> {
          error(s.range(), keyword.name() + " needs an argument" + where + ", line ignored");
          return false;
        }
        case EXIT -> {
          missingParameter(s.range(), keyword.name() + " needs an argument" + where);
          return false;
        }
      }
    }
    return true;
  }

  /** A required argument is missing: keepalived exits with status 2, even in a test. */
  void missingParameter(SourceRange at, String message) {
    if (stoppedIn == null) {
      stoppedIn = role;
    }
    fatal = true;
    add(
        Diagnostic.of(Severity.FATAL, ErrorClass.MISSING_PARAMETER, message, at)
            .withHint("keepalived exits here with status 2"));
  }

  private void info(Statement s, String message) {
    add(Lint.IGNORED_KEYWORD.at(s.range(), message).withSeverity(Severity.INFO));
  }
}
