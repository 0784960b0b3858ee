package org.lvsdirector.parser.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SourceRangeTest {
  private static final SourceFile FILE = SourceFile.main("k.conf", "text");

  @Test
  void equalsComparesTheWholeWayThatLedThere() {
    assertThat(expanded(3, "A")).isEqualTo(expanded(3, "A")).hasSameHashCodeAs(expanded(3, "A"));
    assertThat(expanded(3, "A")).isNotEqualTo(expanded(4, "A")).isNotEqualTo(expanded(3, "B"));
    assertThat(expanded(0, "A")).isNotEqualTo(expanded(1, "A"));
    assertThat(expanded(1, "A")).isNotEqualTo(expanded(0, "A"));
  }

  /** Findings are kept in sets, and definitions may nest deeper than a stack has room for. */
  @Test
  void aLongWayNeedsNoStack() {
    SourceRange deep = expanded(200_000, "A");
    assertThat(deep.equals(expanded(200_000, "A"))).isTrue();
    assertThat(deep.hashCode()).isEqualTo(expanded(200_000, "A").hashCode());
  }

  private static SourceRange expanded(int times, String name) {
    SourceRange range = new SourceRange(FILE, 1, 1, 2, Optional.empty());
    for (int i = 0; i < times; i++) {
      Origin origin = new Origin(Origin.Kind.EXPANDED, name, range);
      range = new SourceRange(FILE, 1, 1, 2, Optional.of(origin));
    }
    return range;
  }
}
