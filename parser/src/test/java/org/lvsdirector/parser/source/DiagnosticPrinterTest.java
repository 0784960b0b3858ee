package org.lvsdirector.parser.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosticPrinterTest {
  private static final SourceFile FILE =
      SourceFile.main(
          "k.conf",
          "vrrp_instance A {\n\tprioritty 300\n  auth_pass hunter2 # x\n  auth_pas hunter2\n");

  private static SourceRange at(int line, int column, int end) {
    return new SourceRange(FILE, line, column, end, Optional.empty());
  }

  @Test
  void findingIsShownWithItsLineAndAMark() {
    Diagnostic diagnostic =
        Diagnostic.error(ErrorClass.UNKNOWN_KEYWORD, "unknown keyword \"prioritty\"", at(2, 2, 11))
            .withSuggestion("priority")
            .withHint("expected a keyword of vrrp_instance");
    assertThat(new DiagnosticPrinter(false).print(diagnostic))
        .isEqualTo(
            """
            k.conf:2:2: error: unknown keyword "prioritty"; did you mean "priority"?
              2 | \tprioritty 300
                | \t^^^^^^^^^
              = expected a keyword of vrrp_instance
            """);
  }

  @Test
  void secretsAreNeverShown() {
    for (int line : new int[] {3, 4}) {
      Diagnostic diagnostic = Diagnostic.warning(ErrorClass.WARNING, "something", at(line, 3, 8));
      assertThat(new DiagnosticPrinter(true).print(diagnostic))
          .doesNotContain("hunter")
          .contains("*******");
    }
    assertThat(Secrets.mask("  password=\"a b\" c")).isEqualTo("  password=** ** *");
    assertThat(Secrets.mask("$VRRP_PASS=abc")).isEqualTo("$VRRP_PASS=***");
    assertThat(Secrets.mask("key /etc/k")).isEqualTo("key ******");
    assertThat(Secrets.mask("keyword x")).isEqualTo("keyword x");
  }

  @Test
  void keepalivedsFormNamesTheLine() {
    Diagnostic diagnostic = Diagnostic.error(ErrorClass.GENERAL_ERROR, "bad", at(2, 2, 3));
    assertThat(DiagnosticPrinter.keepalivedForm(diagnostic, true))
        .isEqualTo("(k.conf: Line 2) bad");
    assertThat(DiagnosticPrinter.keepalivedForm(diagnostic, false)).isEqualTo("(Line 2) bad");
  }

  @Test
  void jsonEscapesWhatTheOperatorWrote() {
    Diagnostic diagnostic = Diagnostic.lint("some-lint", "bad \"\u0007\\", at(1, 1, 2));
    assertThat(DiagnosticPrinter.json(List.of(diagnostic)))
        .isEqualTo(
            "[\n  {\"file\":\"k.conf\",\"line\":1,\"column\":1,\"endColumn\":2,\"severity\":\"warning\","
                + "\"class\":\"OK\",\"message\":\"bad \\\"\\u0007\\\\\",\"lint\":\"some-lint\"}\n]\n");
    assertThat(DiagnosticPrinter.json(List.of())).isEqualTo("[]\n");
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() {
    Diagnostic diagnostic = Diagnostic.error(ErrorClass.GENERAL_ERROR, "x\u001b[2Jy", at(1, 1, 2));
    assertThat(new DiagnosticPrinter(false).print(diagnostic)).doesNotContain("\u001b");
  }

  @Test
  void theNearestWordIsSuggestedOnlyIfItIsNear() {
    assertThat(Suggestions.nearest("prioritty", List.of("priority", "state"))).contains("priority");
    assertThat(Suggestions.nearest("Weight", List.of("weight"))).contains("weight");
    assertThat(Suggestions.nearest("zzz", List.of("priority"))).isEmpty();
  }

  @Test
  void higherClassWins() {
    assertThat(ErrorClass.FATAL.max(ErrorClass.WARNING)).isEqualTo(ErrorClass.WARNING);
    assertThat(ErrorClass.OK.rank()).isZero();
    assertThat(ErrorClass.values()).hasSize(17);
    assertThat(ErrorClass.SECURITY_ERROR.rank()).isEqualTo(16);
  }
}
