package org.lvsdirector.parser;

import java.util.List;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.Severity;
import org.lvsdirector.parser.syntax.SyntaxTree;

/**
 * What reading a configuration gave.
 *
 * @param config the configuration, faulty items left out as keepalived leaves them out
 * @param diagnostics all findings: of lines and blocks first, then of meaning in the order in which
 *     keepalived's processes read, then lints
 * @param exitStatus exit status of a configuration test ({@code -t}): 0, 2, 4, 5 or 6 as
 *     keepalived's (parser 18.3)
 * @param startStatus exit status with which a real start ends at once: 0 for none, 2 or 6 (parser
 *     17.3, 17.4)
 * @param tree the tree it was read from
 */
public record ParseResult(
    KeepalivedConfig config,
    List<Diagnostic> diagnostics,
    int exitStatus,
    int startStatus,
    SyntaxTree tree) {
  /** Copies the findings. */
  public ParseResult {
    diagnostics = List.copyOf(diagnostics);
  }

  /** The same without the tree, which holds most of the memory: for who keeps it for long. */
  public ParseResult withoutTree() {
    return new ParseResult(config, diagnostics, exitStatus, startStatus, SyntaxTree.EMPTY);
  }

  /** Whether the daemon can run with this configuration. */
  public boolean canStart() {
    return startStatus == 0;
  }

  /** Whether anything was found that keeps the daemon from running or drops an item. */
  public boolean hasErrors() {
    return diagnostics.stream()
        .anyMatch(d -> d.severity() == Severity.ERROR || d.severity() == Severity.FATAL);
  }
}
