package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckSchedulerTest {
  private final CheckScheduler scheduler = new CheckScheduler();

  @AfterEach
  void close() {
    scheduler.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1000,5000,6000",
    "1001,5000,6000",
    "1009,5000,6000",
    "1010,5000,6020",
    "1013,499,1512",
    "1013,0,1014"
  })
  void longDelaysRingTogetherAndShortOnesToTheMillisecond(long now, long delay, long due) {
    assertThat(CheckScheduler.onTheGrid(now, delay)).isEqualTo(due);
  }

  @Test
  void alarmRingsOnceEachTimeItIsArmed() throws InterruptedException {
    var rung = new AtomicInteger();
    for (int round = 1; round <= 3; round++) {
      var latch = new CountDownLatch(1);
      scheduler.arm(
          "check",
          Duration.ofMillis(5),
          () -> {
            rung.incrementAndGet();
            latch.countDown();
          });
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(rung).hasValue(round);
    }
    assertThat(scheduler.lateness().read().total()).isEqualTo(3);
  }

  @Test
  void laterArmingReplacesTheEarlierOne() throws InterruptedException {
    var first = new CountDownLatch(1);
    var second = new CountDownLatch(1);
    scheduler.arm("check", Duration.ofHours(1), first::countDown);
    scheduler.arm("check", Duration.ofMillis(5), second::countDown);
    assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(first.getCount()).isEqualTo(1);
  }

  @Test
  void cancelledAlarmStaysSilentWhileOthersRing() throws InterruptedException {
    var cancelled = new AtomicInteger();
    var other = new CountDownLatch(1);
    scheduler.arm("gone", Duration.ofMillis(30), cancelled::incrementAndGet);
    scheduler.cancel("gone");
    scheduler.arm("other", Duration.ofMillis(60), other::countDown);
    assertThat(other.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void thousandsUnderWayDoNotHoldUpTheNext() throws InterruptedException {
    int many = 3_000;
    var begun = new CountDownLatch(many);
    var release = new CountDownLatch(1);
    for (int i = 0; i < many; i++) {
      scheduler.arm(
          "blocked-" + i,
          Duration.ofMillis(1),
          () -> {
            begun.countDown();
            try {
              release.await();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          });
    }
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    var next = new CountDownLatch(1);
    scheduler.arm("next", Duration.ofMillis(1), next::countDown);
    assertThat(next.await(20, TimeUnit.SECONDS)).isTrue();
    release.countDown();
  }

  @Test
  void alarmsThatAreDueAndNeverRingAreSeen() {
    scheduler.close(); // as one whose thread is gone
    scheduler.arm("check", Duration.ZERO, () -> {});
    assertThat(silenceAfterAMinute()).isGreaterThanOrEqualTo(Duration.ofSeconds(59));
    scheduler.cancel("check");
    assertThat(silenceAfterAMinute()).isZero();
  }

  @Test
  void alarmsThatHaveRungOrAreNotDueAreNoSilence() throws InterruptedException {
    scheduler.arm("later", Duration.ofHours(1), () -> {});
    var rung = new CountDownLatch(1);
    scheduler.arm("check", Duration.ZERO, rung::countDown);
    assertThat(rung.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(silenceAfterAMinute()).isZero();
  }

  /** Looks once a second of a minute that does not pass. */
  private Duration silenceAfterAMinute() {
    long now = System.nanoTime();
    Duration silence = Duration.ZERO;
    for (int second = 1; second <= 60; second++) {
      silence = scheduler.silence(now + Duration.ofSeconds(second).toNanos());
    }
    return silence;
  }
}
