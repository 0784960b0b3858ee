package org.lvsdirector.parser.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptFindingsTest {
  private static final SourceRange PLACE = SourceRange.wholeFile(SourceFile.main("a.conf", ""));

  private final KeptFindings findings = new KeptFindings();

  private void add(String name, int number) {
    for (int i = 0; i < number; i++) {
      findings.add(Diagnostic.lint(name, name + " " + i, PLACE));
    }
  }

  @Test
  void keepsTheFirstOfEachKindAndCountsTheOthers() {
    add("first", KeptFindings.OF_EACH_KIND + 7);
    add("second", KeptFindings.OF_EACH_KIND);
    add("third", 2);
    List<Diagnostic> list = findings.list();
    assertThat(list).hasSize(2 * KeptFindings.OF_EACH_KIND + 3);
    Diagnostic more = list.get(KeptFindings.OF_EACH_KIND);
    assertThat(more.message()).isEqualTo("and 7 more like these");
    assertThat(more.more()).isEqualTo(7);
    assertThat(more.lint()).hasValue("first");
    assertThat(list).filteredOn(d -> d.more() > 0).hasSize(1);
    assertThat(list.getLast().message()).isEqualTo("third 1");
  }

  @Test
  void makesNoFindingThatItOnlyCounts() {
    var few = new KeptFindings(2);
    var made = new AtomicInteger();
    for (int i = 0; i < 5; i++) {
      String text = "place " + i;
      few.add(
          "name",
          () -> {
            made.incrementAndGet();
            return Diagnostic.lint("name", text, PLACE);
          });
    }
    assertThat(made).hasValue(2);
    assertThat(few.list())
        .extracting(Diagnostic::message)
        .containsExactly("place 0", "place 1", "and 3 more like these");
  }

  @Test
  void saysTheSameOnce() {
    add("first", 3);
    add("first", 3);
    assertThat(findings.list()).hasSize(3);
  }

  @Test
  void keepsAnErrorAfterAnyNumberOfWarnings() {
    add("first", KeptFindings.OF_EACH_KIND + 1);
    Diagnostic error = Diagnostic.error(ErrorClass.GENERAL_ERROR, "wrong", PLACE);
    findings.add(error);
    assertThat(findings.list()).last().isEqualTo(error);
  }
}
