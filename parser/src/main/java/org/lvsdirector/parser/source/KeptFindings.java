package org.lvsdirector.parser.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Findings without repetitions, of each kind the first {@link #OF_EACH_KIND}; the others are only
 * counted, so that a generated file with one slip in each of a million servers does not fill the
 * memory with one sentence.
 */
public final class KeptFindings {
  /** Findings kept of one severity, class and lint. */
  public static final int OF_EACH_KIND = 10_000;

  private final int ofEachKind;
  private final Set<Diagnostic> kept = new LinkedHashSet<>();
  private final Map<Kind, Count> counts = new HashMap<>();
  private final Map<String, Count> lints = new HashMap<>();

  private record Kind(Severity severity, ErrorClass errorClass, Optional<String> lint) {}

  private static final class Count {
    private int kept;
    private long more;
  }

  /** Nothing found yet; as many are kept as a person may want to see. */
  public KeptFindings() {
    this(OF_EACH_KIND);
  }

  /** Nothing found yet; only so many of each kind are kept, at least 1. */
  public KeptFindings(int ofEachKind) {
    this.ofEachKind = ofEachKind;
  }

  /** Keeps or counts a finding. */
  public void add(Diagnostic finding) {
    Count count = count(new Kind(finding.severity(), finding.errorClass(), finding.lint()));
    if (count.kept < ofEachKind) {
      count.kept += kept.add(finding) ? 1 : 0;
    } else {
      count.more++;
    }
  }

  /** Keeps or counts a {@link Diagnostic#lint}, which is only made if it is kept. */
  public void add(String lint, Supplier<Diagnostic> finding) {
    if (!countIfFull(lint)) {
      add(finding.get());
    }
  }

  /**
   * Counts a {@link Diagnostic#lint} of which enough are kept; false if there is room, and it is to
   * be made and added. For who would else make words for each of a million servers.
   */
  public boolean countIfFull(String lint) {
    Count count =
        lints.computeIfAbsent(
            lint, name -> count(new Kind(Severity.WARNING, ErrorClass.OK, Optional.of(name))));
    boolean full = count.kept >= ofEachKind;
    count.more += full ? 1 : 0;
    return full;
  }

  private Count count(Kind kind) {
    return counts.computeIfAbsent(kind, _ -> new Count());
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
