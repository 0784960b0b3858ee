package org.lvsdirector.parser.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Few lines that mean millions end in one sentence that names the line. */
class ExplosionTest {
  private static final String TOO_MANY =
      ":GENERAL_ERROR:definitions and sequences add more than "
          + Limits.EXPANDED_LINES
          + " lines; the rest is dropped";
  private static final String TOO_LONG =
      ":GENERAL_ERROR:definitions and sequences add more than "
          + Limits.REPLACED_CHARACTERS
          + " characters; the rest is dropped";

  private static Reading read(String text) {
    return Assertions.assertTimeout(Duration.ofMinutes(10), () -> Reading.of(text));
  }

  @Test
  void hugeSequenceIsCutAndWhatFollowsIsRead() {
    Reading reading =
        read("global_defs {\n~SEQ(i,99999999999) router_id $i\n}\nglobal_defs { router_id last }");
    assertThat(reading.findings()).containsExactly("2" + TOO_MANY);
    assertThat(reading.tree().root(Role.PARENT).statements()).hasSize(2);
    assertThat(reading.tree().root(Role.PARENT).statements().getFirst().children())
        .hasSize(Limits.EXPANDED_LINES);
  }

  @Test
  void nestedSequencesAndEmptyOnesAreCutOnce() {
    assertThat(
            read("~SEQ(i,999999999) ~SEQ(j,999999999) ~SEQ(k,999999999) global_defs\n"
                    + "~SEQ(i,999999999)\n~SEQ(i,999999999) router_id")
                .findings())
        .containsOnlyOnce("1" + TOO_MANY);
  }

  @Test
  void bracesOfARepeatedLineCount() {
    assertThat(read("~SEQ(i,200000) global_defs { router_id $i }").findings())
        .containsExactly("1" + TOO_MANY);
  }

  @Test
  void valuesThatDoubleAreCut() {
    StringBuilder text = new StringBuilder("$A0=global_defs { } \\\n global_defs { }\n");
    for (int i = 1; i < 30; i++) {
      text.append("$A%d=$A%d \\\n $A%d\n".formatted(i, i - 1, i - 1));
    }
    assertThat(read(text + "$A29\n").findings()).singleElement().asString().contains("more than");
  }

  @Test
  void longLinesMadeOverAndOverAreCut() {
    StringBuilder text = new StringBuilder("$A0=global_defs\n");
    for (int i = 1; i < 30; i++) {
      text.append("$A%d=${A%d} ${A%d}\n".formatted(i, i - 1, i - 1));
    }
    assertThat(read(text + "~SEQ(i,1000000) $A29\n").findings())
        .anyMatch(f -> f.endsWith(TOO_LONG.substring(1)));
  }

  @Test
  void moreWordsThanMemoryHoldsEndTheReading() {
    Reading reading = read("router_id x\n".repeat(10) + ("a ".repeat(500) + "\n").repeat(10));
    assertThat(reading.tree().fatal()).isFalse();
    String line = "static_ipaddress {\n" + ("a ".repeat(500) + "\n").repeat(2);
    reading = read(line.repeat(Limits.WORDS / 500));
    assertThat(reading.tree().fatal()).isTrue();
    assertThat(reading.findings())
        .filteredOn(f -> f.contains(":the configuration has more than "))
        .singleElement()
        .asString()
        .endsWith(Limits.WORDS + " words; nothing after this is read");
  }

  @Test
  void moreLinesThanMemoryHoldsEndTheReading() {
    Reading reading = read("\n".repeat(Limits.LINES) + "router_id x");
    assertThat(reading.tree().fatal()).isTrue();
    assertThat(reading.findings())
        .containsExactly(
            Limits.LINES
                + 1
                + ":GENERAL_ERROR:the configuration has more than "
                + Limits.LINES
                + " lines; nothing after this is read");
    assertThat(read("\n".repeat(Limits.LINES - 1) + "global_defs {\n}").findings()).hasSize(1);
    assertThat(read("\n".repeat(Limits.LINES - 2) + "global_defs {\n}").findings()).isEmpty();
  }

  @Test
  void findingsOfLinesAreCountedBeyondTheBound() {
    List<String> findings = read("nothing\n".repeat(Limits.DIAGNOSTICS + 3)).findings();
    assertThat(findings)
        .hasSize(Limits.DIAGNOSTICS + 1)
        .last()
        .isEqualTo("0:UNKNOWN_KEYWORD:and 3 more like these");
  }
}
