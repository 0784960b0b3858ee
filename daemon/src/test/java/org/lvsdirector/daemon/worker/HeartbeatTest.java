package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final Duration NONE = Duration.ZERO;

  private final Heartbeat heartbeat = new Heartbeat();

  @Test
  void isThereWhileTheLoopTurns() {
    assertThat(heartbeat.isThere(1, NONE)).isTrue();
    assertThat(heartbeat.isThere(2, NONE)).isTrue();
    assertThat(heartbeat.isThere(2, NONE)).isFalse();
    assertThat(heartbeat.isThere(3, NONE)).isTrue();
  }

  @Test
  void isNotThereWhenAMinutePassedWithoutAStartAndIsAgainAfterOne() {
    assertThat(heartbeat.isThere(1, Heartbeat.LONGEST_WITHOUT_STARTS.minusMillis(1))).isTrue();
    assertThat(heartbeat.isThere(2, Heartbeat.LONGEST_WITHOUT_STARTS)).isFalse();
    assertThat(heartbeat.isThere(3, Heartbeat.LONGEST_WITHOUT_STARTS.multipliedBy(2))).isFalse();
    assertThat(heartbeat.isThere(4, NONE)).isTrue();
  }
}
