package org.lvsdirector.parser.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Whole configurations of several files, which may include one another: a form feed begins the next
 * file.
 */
class WholeFileFuzzTest {
  @FuzzTest
  void anyFilesAreReadIntoATreeAndFindings(byte[] input) {
    String[] files = new String(input, StandardCharsets.UTF_8).split("\f", 5);
    MemoryLoader loader = MemoryLoader.of(files[0]);
    for (int i = 1; i < files.length; i++) {
      loader.with("/etc/keepalived/f" + i, files[i]);
    }
    SyntaxTree tree = Reading.of(loader).tree();
    assertThat(tree.diagnostics().size()).isLessThanOrEqualTo(Limits.DIAGNOSTICS + 17);
    if (tree.includeCheckFailed()) {
      assertThat(tree.highestClass().rank()).isPositive();
    }
  }
}
