package org.lvsdirector.parser.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.parser.source.Diagnostic;

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
    Map<String, Long> left = new HashMap<>();
    for (Diagnostic d : findings) {
      d.lint().ifPresent(name -> left.merge(name, Math.max(1, d.more()), Long::sum));
    }
    Map<String, Integer> shown = new HashMap<>();
    List<Diagnostic> digest = new ArrayList<>();
    for (Diagnostic finding : findings) {
      Optional<String> name = finding.lint();
      if (name.isEmpty()) {
        digest.add(finding);
        continue;
      }
      int place = shown.merge(name.get(), 1, Integer::sum);
      long more = left.getOrDefault(name.get(), 0L) - PLACES;
      if (place <= PLACES && finding.more() == 0) {
        digest.add(place == 1 ? finding : withoutReason(finding, name.get()));
      }
      if (place == PLACES && more > 0) {
        digest.add(finding.andMore(more));
      }
    }
    return digest;
  }

  private static Diagnostic withoutReason(Diagnostic finding, String name) {
    Optional<String> why = Lint.named(name).map(Lint::why);
    return finding.hint().equals(why) ? finding.bare() : finding;
  }
}
