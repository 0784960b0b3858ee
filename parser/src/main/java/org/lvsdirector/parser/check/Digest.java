package org.lvsdirector.parser.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.SourceRange;

/**
 * Findings as a person wants to read them: of each lint the first places only, then how many more
 * there are, and its reason once. Findings without a lint's name are all there.
 */
public final class Digest {
  /** How many places of one lint are shown. */
  public static final int PLACES = 10;

  private Digest() {}

  /** The digest, in the order of the findings. */
  public static List<Diagnostic> of(List<Diagnostic> findings) {
    Map<String, Integer> left = new HashMap<>();
    findings.forEach(d -> d.lint().ifPresent(name -> left.merge(name, 1, Integer::sum)));
    Map<String, Integer> shown = new HashMap<>();
    List<Diagnostic> digest = new ArrayList<>();
    for (Diagnostic finding : findings) {
      Optional<String> name = finding.lint();
      if (name.isEmpty()) {
        digest.add(finding);
        continue;
      }
      int place = shown.merge(name.get(), 1, Integer::sum);
      int more = left.getOrDefault(name.get(), 0) - PLACES;
      if (place <= PLACES) {
        digest.add(place == 1 ? finding : withoutReason(finding, name.get()));
      }
      if (place == PLACES && more > 0) {
        digest.add(rest(finding, more));
      }
    }
    return digest;
  }

  private static Diagnostic withoutReason(Diagnostic finding, String name) {
    Optional<String> why = Lint.named(name).map(Lint::why);
    return finding.hint().equals(why) ? with(finding, finding.message(), finding.range()) : finding;
  }

  private static Diagnostic rest(Diagnostic last, int more) {
    return with(last, "and " + more + " more", SourceRange.wholeFile(last.range().file()));
  }

  private static Diagnostic with(Diagnostic finding, String message, SourceRange range) {
    return new Diagnostic(
        finding.severity(),
        finding.errorClass(),
        message,
        range,
        Optional.empty(),
        finding.suggestion(),
        finding.lint());
  }
}
