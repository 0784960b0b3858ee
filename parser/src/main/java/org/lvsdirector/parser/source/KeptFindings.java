package org.lvsdirector.parser.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Findings without repetitions, of each kind the first {@link #OF_EACH_KIND}; the others are only
 * counted, so that a generated file with one slip in each of a million servers does not fill the
 * memory with one sentence.
 */
public final class KeptFindings {
  /** Findings kept of one severity, class and lint. */
  public static final int OF_EACH_KIND = 10_000;

  private final Set<Diagnostic> kept = new LinkedHashSet<>();
  private final Map<Kind, Count> counts = new HashMap<>();

  private record Kind(Severity severity, ErrorClass errorClass, Optional<String> lint) {}

  private static final class Count {
    private int kept;
    private long more;
  }

  /** Keeps or counts a finding. */
  public void add(Diagnostic finding) {
    Count count =
        counts.computeIfAbsent(
            new Kind(finding.severity(), finding.errorClass(), finding.lint()), _ -> new Count());
    if (count.kept < OF_EACH_KIND) {
      count.kept += kept.add(finding) ? 1 : 0;
    } else {
      count.more++;
    }
  }

  /**
   * What was kept, in the order in which it was found; after the last of a kind, how many more
   * there were.
   */
  public List<Diagnostic> list() {
    List<Diagnostic> list = new ArrayList<>(kept.size() + counts.size());
    Map<Kind, Integer> seen = new HashMap<>();
    for (Diagnostic finding : kept) {
      list.add(finding);
      Kind kind = new Kind(finding.severity(), finding.errorClass(), finding.lint());
      Count count = counts.get(kind);
      if (count != null && count.more > 0 && seen.merge(kind, 1, Integer::sum) == count.kept) {
        list.add(finding.andMore(count.more));
      }
    }
    return list;
  }
}
