package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenessTest {
  private final Lateness lateness = new Lateness();

  private void late(long millis, int times) {
    for (int i = 0; i < times; i++) {
      lateness.record(Duration.ofMillis(millis).toNanos());
    }
  }

  @Test
  void aStartBeforeItsTimeIsPunctual() {
    lateness.record(-5_000_000);
    assertThat(lateness.read().counts()).startsWith(1L, 0L);
    assertThat(lateness.read().sumNanos()).isZero();
  }

  @Test
  void theBoundOfAStepIsNotInIt() {
    late(99, 1);
    late(100, 1);
    Lateness.Reading reading = lateness.read();
    int below = reading.boundsMillis().indexOf(100L);
    assertThat(reading.counts().get(below)).isEqualTo(1);
    assertThat(reading.counts().get(below + 1)).isEqualTo(1);
  }

  @Test
  void whatIsLaterThanEveryBoundHasAStepToo() {
    late(3_600_000, 2);
    Lateness.Reading reading = lateness.read();
    assertThat(reading.counts()).hasSize(reading.boundsMillis().size() + 1);
    assertThat(reading.counts().getLast()).isEqualTo(2);
    assertThat(reading.millisAt(0.5)).isEqualTo(3_600_000);
  }

  @Test
  void aShareOfTheStartsStaysUnderABound() {
    late(3, 98);
    late(60, 1);
    late(700, 1);
    assertThat(lateness.read().millisAt(0.5)).isEqualTo(5);
    assertThat(lateness.read().millisAt(0.99)).isEqualTo(100);
    assertThat(lateness.read().millisAt(1)).isEqualTo(1_000);
    assertThat(lateness.read().worstMillis()).isEqualTo(700);
  }

  @Test
  void onlyWhatCameSinceIsCounted() {
    late(300, 5);
    Lateness.Reading before = lateness.read();
    late(300, 2);
    late(10, 1);
    Lateness.Reading since = lateness.read().since(before);
    assertThat(since.total()).isEqualTo(3);
    assertThat(since.lateBy(200)).isEqualTo(2);
    assertThat(since.lateBy(500)).isZero();
  }
}
