package org.lvsdirector.parser.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Parser semantics 10 and 13. */
class LexerTest {
  /** 10.1, 10.2. */
  @Test
  void doubleQuotesMakeOneWordAndEndTheWordBefore() {
    assertThat(Lines.of("a\"b c\"d \"\" \"e\"f\ta\u000bb\fc"))
        .containsExactly("a \"b c\" d \"\" \"e\" f a b c");
  }

  /** 10.2. */
  @Test
  void thereAreNoEscapesInDoubleQuotes() {
    assertThat(Reading.of("global_defs { router_id \"a\\\"b\" }").shown()).contains("<a\\>");
  }

  /** 10.3. */
  @Test
  void scriptKeywordMayHaveAnOpenQuoteAfterItsFirstTwoWords() {
    Reading script = Reading.of("vrrp_script a {\n script \"/bin/x \\\"a b\\\" c\\\"\"\n}\n");
    assertThat(script.findings()).isEmpty();
    assertThat(
            script.tree().root(Role.VRRP).statements().getFirst().children().getFirst().rawLine())
        .isEqualTo("script \"/bin/x \\\"a b\\\" c\\\"\"");
  }

  /** 13.1, 13.3. */
  @Test
  void scriptLineSplitsIntoCommandUserAndGroup() {
    assertThat(ScriptWords.words("notify \"/bin/x 'a  b' \\\"c\\\"\" user group").words())
        .containsExactly("notify", "/bin/x 'a  b' \\\"c\\\"", "user", "group");
    assertThat(ScriptWords.words("notify /bin/a'b c'\"d e\" f").words())
        .containsExactly("notify", "/bin/ab cd e", "f");
  }

  /** 13.2. */
  @Test
  void commandSplitsIntoArgumentsWithEscapesDecoded() {
    assertThat(ScriptWords.argv("/bin/x 'a  b' \\\"c\\\" d\\ e \"\"").words())
        .containsExactly("/bin/x", "a  b", "\"c\"", "d e", "");
    assertThat(ScriptWords.argv("\\a\\b\\E\\f\\n\\r\\t\\v\\x41\\x4z\\101\\0\\cA\\q").words())
        .containsExactly("\u0007\b\u001b\f\n\r\t\u000bA\u0004zA\0\u0001q");
  }

  /** 13.4. */
  @Test
  void openQuoteOrTrailingBackslashIsAProblem() {
    assertThat(ScriptWords.argv("/bin/x 'a").problem()).contains("the closing ' is missing");
    assertThat(ScriptWords.words("notify \"/bin/x").problem())
        .contains("the closing \" is missing");
    assertThat(ScriptWords.argv("/bin/x \\").problem()).isPresent();
  }
}
