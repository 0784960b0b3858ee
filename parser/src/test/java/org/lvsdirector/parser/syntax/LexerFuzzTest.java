package org.lvsdirector.parser.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.lvsdirector.parser.config.Formatter;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.DiagnosticPrinter;

/** Lines, words and blocks: no text throws, and every place that is named exists. */
class LexerFuzzTest {
  @FuzzTest
  void anyTextIsReadIntoATreeAndFindings(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    SyntaxTree tree = Reading.of(text).tree();
    for (Diagnostic diagnostic : tree.diagnostics()) {
      assertThat(diagnostic.range().column()).isPositive();
      assertThat(diagnostic.range().endColumn())
          .isGreaterThanOrEqualTo(diagnostic.range().column());
    }
    assertThat(new DiagnosticPrinter(true).print(tree.diagnostics())).doesNotContain("\0");
    for (Role role : Role.values()) {
      assertThat(Reading.show(tree.root(role))).isNotNull();
    }
  }

  @FuzzTest
  void layoutKeepsTheLines(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    if (Formatter.format(text) instanceof Formatter.Result.Formatted formatted) {
      assertThat(Lines.of(formatted.text())).isEqualTo(Lines.of(text));
    }
  }
}
