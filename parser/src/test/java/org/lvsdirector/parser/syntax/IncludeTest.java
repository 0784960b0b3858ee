package org.lvsdirector.parser.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.SourceLoader.Reason;

/** Parser semantics 8. */
class IncludeTest {
  private static final String DIR = "/etc/keepalived/";

  private static String router(String name) {
    return "global_defs { router_id " + name + " }\n";
  }

  private static ErrorClass highest(MemoryLoader loader) {
    return Reading.of(loader).tree().highestClass();
  }

  /** 8.1, 8.2, 8.7. */
  @Test
  void filesAreReadInOrderWhereTheyAreIncluded() {
    MemoryLoader loader =
        MemoryLoader.of("global_defs {\ninclude conf.d/*.conf\n}\n")
            .with(DIR + "conf.d/b.conf", "router_id b\n")
            .with(DIR + "conf.d/a.conf", "router_id a\n")
            .with(DIR + "conf.d/c.txt", "router_id c\n");
    assertThat(Reading.of(loader).shown()).isEqualTo("global_defs {router_id a; router_id b}");
  }

  /** 8.1. */
  @Test
  void includeNeedsAPatternAndAKnownForm() {
    Reading reading = Reading.of("include\nincludex f\nincludef1\n");
    assertThat(reading.classes())
        .containsExactly(
            ErrorClass.UNKNOWN_KEYWORD, ErrorClass.UNKNOWN_KEYWORD, ErrorClass.UNKNOWN_KEYWORD);
  }

  /** 8.3. */
  @Test
  void nestedIncludesResolveAgainstTheirOwnDirectory() {
    MemoryLoader loader =
        MemoryLoader.of("include sub/a.conf\n")
            .with(DIR + "sub/a.conf", "include b.conf\n")
            .with(DIR + "sub/b.conf", "global_defs { router_id ${_PWD} }\n");
    assertThat(Reading.of(loader).shown()).isEqualTo("global_defs {router_id /etc/keepalived/sub}");
  }

  /** 8, 8.5. */
  @Test
  void plainIncludeThatFindsNothingOnlyWarns() {
    Reading reading = Reading.of("include missing.conf\n");
    assertThat(reading.tree().highestClass()).isEqualTo(ErrorClass.OK);
    assertThat(reading.tree().includeCheckFailed()).isFalse();
    assertThat(reading.findings()).containsExactly("1:OK:no file matches \"missing.conf\"");
  }

  /** 8, 8.5. */
  @Test
  void eachFormAsksForItsCheck() {
    assertThat(highest(MemoryLoader.of("includem missing.conf")))
        .isEqualTo(ErrorClass.FILE_NOT_FOUND);
    assertThat(highest(MemoryLoader.of("includem missing*.conf"))).isEqualTo(ErrorClass.OK);
    assertThat(highest(MemoryLoader.of("includew missing*.conf")))
        .isEqualTo(ErrorClass.FILE_NOT_FOUND);
    assertThat(highest(MemoryLoader.of("includew missing.conf"))).isEqualTo(ErrorClass.OK);
    MemoryLoader one = MemoryLoader.of("includeb {a,b}.conf").with(DIR + "a.conf", router("a"));
    assertThat(highest(one)).isEqualTo(ErrorClass.FILE_NOT_FOUND);
    assertThat(Reading.of(one).shown()).isEqualTo("global_defs {router_id a}");
    MemoryLoader executable =
        MemoryLoader.of("includer a.conf").withUnusable(DIR + "a.conf", Reason.EXECUTABLE);
    assertThat(Reading.of(executable).tree().includeCheckFailed()).isTrue();
    assertThat(highest(MemoryLoader.of("includea missing.conf")))
        .isEqualTo(ErrorClass.FILE_NOT_FOUND);
  }

  /** 8.4. */
  @Test
  void includeCheckHoldsForTheRestOfItsFile() {
    MemoryLoader loader =
        MemoryLoader.of("include sub.conf\ninclude missing1.conf\n")
            .with(DIR + "sub.conf", "global_defs { include_check match }\ninclude missing2.conf\n");
    Reading reading = Reading.of(loader);
    assertThat(reading.classes()).containsExactly(ErrorClass.FILE_NOT_FOUND);
    assertThat(reading.tree().diagnostics().stream().map(Diagnostic::message))
        .containsExactlyInAnyOrder(
            "no file matches \"missing1.conf\"", "no file matches \"missing2.conf\"");
  }

  /** 8.4. */
  @Test
  void includeChecksAreAddedAndRemoved() {
    String tail = "include missing.conf\n";
    assertThat(highest(MemoryLoader.of("global_defs { include_check }\n" + tail)))
        .isEqualTo(ErrorClass.FILE_NOT_FOUND);
    assertThat(
            highest(
                MemoryLoader.of("global_defs {\ninclude_check\ninclude_check -match\n}\n" + tail)))
        .isEqualTo(ErrorClass.OK);
    assertThat(highest(MemoryLoader.of("global_defs { include_check wrong }\n")))
        .isEqualTo(ErrorClass.GENERAL_ERROR);
  }

  /** 8.4. */
  @Test
  void optionOfTheCommandLineAsksForAllChecks() {
    ReadOptions all = new ReadOptions("me", true, Map.of(), 1);
    SyntaxTree tree = Reading.of(MemoryLoader.of("include missing.conf"), all).tree();
    assertThat(tree.includeCheckFailed()).isTrue();
  }

  /** 8.8. */
  @Test
  void referencesInIncludesAreReplaced() {
    MemoryLoader loader =
        MemoryLoader.of("$F=a\ninclude ${_PWD}/$F\n").with(DIR + "a", router("a"));
    assertThat(Reading.of(loader).shown()).isEqualTo("global_defs {router_id a}");
  }

  @Test
  void fileThatIncludesItselfIsRefused() {
    MemoryLoader loader =
        MemoryLoader.of("include a\n")
            .with(DIR + "a", "include b\n")
            .with(DIR + "b", "include a\n");
    assertThat(Reading.of(loader).findings())
        .containsExactly("1:GENERAL_ERROR:\"a\" includes itself");
    assertThat(Reading.of("include keepalived.conf\n").classes())
        .containsExactly(ErrorClass.GENERAL_ERROR);
  }

  @Test
  void filesThatDoubleAtEachStepAreBounded() {
    MemoryLoader loader = MemoryLoader.of("include f0\n");
    for (int i = 0; i < 40; i++) {
      loader.with(DIR + "f" + i, ("include f" + (i + 1) + "\n").repeat(2));
    }
    assertThat(Reading.of(loader.with(DIR + "f40", "")).findings().toString()).contains("too many");
  }

  /** 18.4. */
  @Test
  void missingMainFileIsSaidButOnlyCountsWithAllChecks() {
    SyntaxTree tree = Reading.of(new MemoryLoader()).tree();
    assertThat(tree.mainFileUsable()).isFalse();
    assertThat(tree.highestClass()).isEqualTo(ErrorClass.OK);
    SyntaxTree checked =
        Reading.of(new MemoryLoader(), new ReadOptions("me", true, Map.of(), 1)).tree();
    assertThat(checked.highestClass()).isEqualTo(ErrorClass.FILE_NOT_FOUND);
  }

  @Test
  void wordsKnowTheWayTheyCame() {
    MemoryLoader loader =
        MemoryLoader.of("$BAD=unk3\ninclude a\n").with(DIR + "a", "\n  unk1 x\n  ${BAD} y\n");
    var findings = Reading.of(loader).tree().diagnostics();
    assertThat(findings.get(0).range().toString()).isEqualTo("a:2:3");
    assertThat(findings.get(0).range().origins().toString())
        .contains("INCLUDED")
        .contains("keepalived.conf:2:1");
    assertThat(findings.get(1).range().toString()).isEqualTo("a:3:3");
    assertThat(findings.get(1).range().endColumn()).isEqualTo(9);
    assertThat(findings.get(1).range().origins().getFirst().toString())
        .contains("EXPANDED")
        .contains("$BAD")
        .contains("keepalived.conf:1:6");
  }
}
