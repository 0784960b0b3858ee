package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RestartDelayTest {
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final RestartDelay delay = new RestartDelay();

  @Test
  void firstQuickDeathIsForgivenThenDelaysDoubleUpToAMinute() {
    List<Long> seconds = Stream.generate(() -> delay.next(SHORT).toSeconds()).limit(10).toList();

    assertThat(seconds).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void aLifeOfAMinuteStartsTheCountAnew() {
    delay.next(SHORT);
    delay.next(SHORT);

    assertThat(delay.next(Duration.ofSeconds(60))).isZero();
    assertThat(delay.next(SHORT)).isZero();
    assertThat(delay.next(SHORT)).isEqualTo(Duration.ofSeconds(1));
  }
}
