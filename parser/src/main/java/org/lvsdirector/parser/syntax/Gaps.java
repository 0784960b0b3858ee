package org.lvsdirector.parser.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of a text that are passed over, each from the beginning of a line to that of another. */
final class Gaps {
  /** The whole text is read. */
  static final Gaps NONE = new Gaps(List.of(), 0);

  private final List<Gap> gaps;
  private final int index;

  /**
   * A part.
   *
   * @param start first character, at the beginning of a line
   * @param end one past its last character
   * @param lines how many lines it has
   */
  record Gap(int start, int end, int lines) {}

  private Gaps(List<Gap> gaps, int index) {
    this.gaps = gaps;
    this.index = index;
  }

  /** These parts, in the order of the text. */
  static Gaps of(List<Gap> gaps) {
    return new Gaps(gaps, 0);
  }

  private @Nullable Gap first() {
    return index < gaps.size() ? gaps.get(index) : null;
  }

  boolean beginsAt(int position) {
    Gap gap = first();
    return gap != null && gap.start == position;
  }

  int end() {
    return gaps.get(index).end;
  }

  int lines() {
    return gaps.get(index).lines;
  }

  /** Those after the first. */
  Gaps next() {
    return new Gaps(gaps, index + 1);
  }
}
