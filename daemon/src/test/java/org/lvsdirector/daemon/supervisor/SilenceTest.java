package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final long SECOND = 1_000_000_000L;

  private final Silence silence = new Silence(0);

  @Test
  void growsWhileACounterStandsStill() {
    silence.counted(7);
    assertThat(silence.at(SECOND)).isEqualTo(Duration.ofSeconds(1));
    silence.counted(7);
    assertThat(silence.at(2 * SECOND)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void endsWithASignOfLife() {
    assertThat(silence.at(SECOND)).isEqualTo(Duration.ofSeconds(1));
    silence.counted(1);
    assertThat(silence.at(2 * SECOND)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void doesNotCountWhatWasAnnouncedUntilTheNextSignOfLife() {
    silence.expected(Duration.ofSeconds(3));
    assertThat(silence.at(SECOND)).isNegative();
    assertThat(silence.at(3 * SECOND)).isZero();
    assertThat(silence.at(4 * SECOND)).isEqualTo(Duration.ofSeconds(1));
    silence.expected(Duration.ofMinutes(5));
    silence.heard();
    assertThat(silence.at(5 * SECOND)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void doesNotCountTheTimeInWhichNobodyLooked() {
    assertThat(silence.at(3_600 * SECOND)).isEqualTo(Duration.ofSeconds(2));
  }
}
