package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReloadTimeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-03-28T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "12:00:01Z, 2026-03-28T12:00:01Z",
    "12:00:00Z, 2026-03-29T12:00:00Z",
    "13:00:01, 2026-03-28T12:00:01Z",
    "26-04-01 00:00:00Z, 2026-04-01T00:00:00Z",
    "2026-04-01 00:00:00, 2026-03-31T22:00:00Z",
    // Tomorrow the clocks go forward: noon comes an hour earlier.
    "12:00:00, 2026-03-29T10:00:00Z",
  })
  void comesNextAt(String text, Instant expected) {
    assertThat(ReloadTime.parse(text).flatMap(time -> time.next(NOON, BERLIN))).hasValue(expected);
  }

  @Test
  void aDateThatIsOverNeverComes() {
    assertThat(ReloadTime.parse("2026-03-28 12:00:00Z").orElseThrow().next(NOON, BERLIN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12:00",
        "1:00:00",
        " 12:00:00",
        "12:00:00 ",
        "12:00:00z",
        "24:00:00",
        "12:60:00",
        "2026-02-30 12:00:00",
        "2026-03-28  12:00:00",
        "026-03-28 12:00:00",
        "noon"
      })
  void isNoTime(String text) {
    assertThat(ReloadTime.parse(text)).isEmpty();
  }
}
