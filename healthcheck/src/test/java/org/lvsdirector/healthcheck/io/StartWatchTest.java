package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a scheduler counts as dead; the clock is a number here. */
class StartWatchTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final StartWatch watch = new StartWatch(0);
  private long starts;
  private long now;

  @Test
  void addsUpWhileChecksAreDueAndNoneIsStarted() {
    assertThat(seconds(59, true)).isLessThan(MINUTE);
    assertThat(seconds(1, true)).isEqualTo(MINUTE);
    assertThat(seconds(60, true)).isEqualTo(MINUTE.multipliedBy(2));
  }

  @Test
  void oneStartHoweverLateIsAProofOfLife() {
    for (int round = 0; round < 100; round++) {
      assertThat(seconds(59, true)).isLessThan(MINUTE);
      starts++;
      assertThat(seconds(1, true)).isZero();
    }
  }

  @Test
  void nothingDueIsNoSilence() {
    assertThat(seconds(3_600, false)).isZero();
    assertThat(seconds(30, true)).isEqualTo(Duration.ofSeconds(30));
    assertThat(seconds(1, false)).isZero();
    assertThat(seconds(59, true)).isLessThan(MINUTE);
  }

  @Test
  void timeInWhichNobodyLookedDoesNotCount() {
    seconds(10, true);
    now += Duration.ofHours(8).toNanos();
    assertThat(seconds(1, true)).isEqualTo(Duration.ofSeconds(12));
    starts++;
    assertThat(seconds(1, true)).isZero();
  }

  /** Looks once a second; what the last look finds. */
  private Duration seconds(int count, boolean due) {
    Duration found = Duration.ZERO;
    for (int i = 0; i < count; i++) {
      now += Duration.ofSeconds(1).toNanos();
      found = watch.look(now, starts, () -> due);
    }
    return found;
  }
}
