package org.lvsdirector.parser.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LargeFileTest {
  /**
   * The bound is some forty times what a free machine needs; it is there to catch what is not
   * linear.
   */
  @Test
  void sixHundredAndSeventyThousandLinesAreReadInOnePass() {
    String text = SampleFile.text(10_000, 10);
    assertThat(text.lines().count()).isBetween(670_000L, 690_000L);
    SyntaxTree tree =
        Assertions.assertTimeout(
            Duration.ofSeconds(60),
            () ->
                new SyntaxReader(MemoryLoader.of(text), new SampleSchema(), ReadOptions.of("me"))
                    .read("keepalived.conf"));
    assertThat(tree.diagnostics()).isEmpty();
    assertThat(tree.uniform()).isTrue();
    assertThat(tree.root(Role.CHECKER).statements()).hasSize(10_001);
  }
}
