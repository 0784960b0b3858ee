package org.lvsdirector.parser.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.Severity;
import org.lvsdirector.parser.source.SourceRange;

/**
 * Gathers findings of one or several passes over the same text. keepalived repeats itself once per
 * process; here each finding stands once, in the order of the text.
 */
final class Findings {
  private final List<Numbered> found = new ArrayList<>();
  private final Map<Key, Integer> seen = new HashMap<>();
  private ErrorClass highest = ErrorClass.OK;
  private @Nullable Diagnostic left;
  private long more;

  private record Numbered(long line, Diagnostic diagnostic) {}

  private record Key(String message, String file, int line, int column, ErrorClass errorClass) {}

  /**
   * Keeps a finding.
   *
   * @param line number of the logical line, so that the findings of later passes sort in
   */
  void add(long line, Diagnostic diagnostic) {
    ErrorClass errorClass = diagnostic.errorClass();
    boolean kept = diagnostic.severity() == Severity.FATAL || errorClass.rank() > highest.rank();
    if (found.size() >= Limits.DIAGNOSTICS && !kept) {
      left = diagnostic;
      more++;
      return;
    }
    SourceRange range = diagnostic.range();
    Key key =
        new Key(
            diagnostic.message(), range.file().name(), range.line(), range.column(), errorClass);
    Integer before = seen.putIfAbsent(key, found.size());
    if (before == null) {
      highest = highest.max(errorClass);
      found.add(new Numbered(line, diagnostic));
    } else if (diagnostic.hint().isPresent() && found.get(before).diagnostic.hint().isEmpty()) {
      // A process that reads the block knows more of it than one that passes over it.
      found.set(before, new Numbered(found.get(before).line, diagnostic));
    }
  }

  List<Diagnostic> inOrder() {
    List<Diagnostic> inOrder = new ArrayList<>(found.size() + 1);
    found.stream()
        .sorted(Comparator.comparingLong(Numbered::line))
        .forEach(each -> inOrder.add(each.diagnostic));
    if (left != null) {
      inOrder.add(left.andMore(more));
    }
    return inOrder;
  }
}
