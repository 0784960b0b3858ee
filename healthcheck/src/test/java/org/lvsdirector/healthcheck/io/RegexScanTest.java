package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.HttpRequests.Regex;

/** Patterns over bodies that come in pieces (keepalived reference, LVS 17.4). */
class RegexScanTest {
  private static RegexScan scan(String pattern, long min, long max, String... options) {
    var regex = new Regex(pattern, false, Set.of(options), min, max);
    return new RegexScan(
        RegexScan.compile(regex), regex, System.nanoTime() + Duration.ofMinutes(2).toNanos());
  }

  private static boolean matches(RegexScan scan, String... pieces) {
    for (String piece : pieces) {
      byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
      scan.accept(bytes, bytes.length);
    }
    return scan.verdict().isEmpty();
  }

  @Test
  void matchMaySpanPieces() {
    assertThat(matches(scan("needle", 0, -1), "hay nee", "dle hay")).isTrue();
  }

  @Test
  void matchIsFoundFarIntoABigBody() {
    String hay = "h".repeat(3 * RegexScan.HALF - 3);
    assertThat(matches(scan("needle", 0, -1), hay, "needle", hay)).isTrue();
    assertThat(matches(scan("needle", 0, -1), hay, hay)).isFalse();
  }

  @Test
  void offsetsStayTrueInABigBody() {
    String hay = "h".repeat(3 * RegexScan.HALF);
    int at = hay.length();
    assertThat(matches(scan("needle", at, at), hay, "needle")).isTrue();
    assertThat(matches(scan("needle", 0, at - 1), hay, "needle")).isFalse();
    assertThat(matches(scan("needle", at + 1, -1), hay, "needle")).isFalse();
  }

  @Test
  void caretMatchesOnlyAtTheStartOfTheBody() {
    String hay = "h".repeat(3 * RegexScan.HALF);
    assertThat(matches(scan("^h", 0, -1), hay)).isTrue();
    assertThat(matches(scan("^needle", 0, -1), hay, "needle")).isFalse();
  }

  @Test
  void dollarMatchesOnlyAtTheEndOfTheBody() {
    String hay = "h".repeat(2 * RegexScan.HALF);
    assertThat(matches(scan("h$", 0, -1), hay, "x")).isFalse();
    assertThat(matches(scan("x$", 0, -1), hay, "x")).isTrue();
  }

  @Test
  void optionsMapToJavas() {
    assertThat(matches(scan("NEEDLE", 0, -1), "needle")).isFalse();
    assertThat(matches(scan("NEEDLE", 0, -1, "caseless"), "needle")).isTrue();
    assertThat(matches(scan("a.b", 0, -1), "a\nb")).isFalse();
    assertThat(matches(scan("a.b", 0, -1, "dotall"), "a\nb")).isTrue();
    assertThat(matches(scan("^b", 0, -1), "a\nb")).isFalse();
    assertThat(matches(scan("^b", 0, -1, "multiline"), "a\nb")).isTrue();
    assertThat(matches(scan("n e # comment", 0, -1, "extended"), "ne")).isTrue();
    assertThat(matches(scan("b", 0, -1, "firstline"), "a\nb")).isFalse();
    assertThat(matches(scan("^.$", 0, -1, "utf"), "ü")).isTrue();
    assertThat(matches(scan("^..$", 0, -1), "ü")).as("bytes without utf").isTrue();
  }
}
