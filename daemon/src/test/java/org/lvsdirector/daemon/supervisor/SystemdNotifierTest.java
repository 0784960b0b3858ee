package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The words of sd_notify(3) that each moment of the daemon's life is told by. */
final class SystemdNotifierTest {
  private final List<String> told = new ArrayList<>();
  private final Duration[] now = {Duration.ZERO};
  private int room = Integer.MAX_VALUE;
  private final SystemdNotifier watched = notifier(Optional.of("30000000"));
  private final SystemdNotifier unwatched = notifier(Optional.empty());

  private SystemdNotifier notifier(Optional<String> watchdog) {
    return new SystemdNotifier(
        lines -> told.size() < room && told.add(lines), watchdog, () -> now[0].toNanos());
  }

  @Test
  void aStartAsksForTimeAndEndsWithReady() {
    unwatched.starting();
    unwatched.ready("running");
    assertThat(told).containsExactly("EXTEND_TIMEOUT_USEC=60000000", "READY=1\nSTATUS=running");
  }

  @Test
  void aReloadTellsItsTime() {
    long before = System.nanoTime() / 1000;
    watched.reloading();
    String[] lines = told.getFirst().split("\n");
    assertThat(lines[0]).isEqualTo("RELOADING=1");
    assertThat(Long.parseLong(lines[1].substring("MONOTONIC_USEC=".length())))
        .isBetween(before, System.nanoTime() / 1000);
  }

  @Test
  void aHandOverHasFiveMinutesUntilTheNewProgramIsReady() {
    watched.handingOver();
    watched.ready("running");
    assertThat(told)
        .containsExactly(
            "STATUS=handing over to the installed program\nWATCHDOG_USEC=300000000",
            "WATCHDOG=1",
            "READY=1\nSTATUS=running\nWATCHDOG_USEC=30000000");
  }

  @Test
  void withoutAWatchdogNoneIsArmed() {
    unwatched.handingOver();
    assertThat(told.getFirst()).doesNotContain("WATCHDOG_USEC");
  }

  @Test
  void pulsesAreTwoASecondHoweverOftenTheLoopTurns() {
    for (int i = 0; i < 100; i++) {
      unwatched.turn(true, true);
      now[0] = now[0].plusMillis(10);
    }
    assertThat(told)
        .containsExactly(
            "EXTEND_TIMEOUT_USEC=60000000",
            "WATCHDOG=1",
            "EXTEND_TIMEOUT_USEC=60000000",
            "WATCHDOG=1");
  }

  @Test
  void aLoopThatDoesNotTurnGetsNoWatchdog() {
    unwatched.turn(false, false);
    assertThat(told).isEmpty();
  }

  @Test
  void aStateThatFoundNoRoomIsToldWhenThereIsSome() {
    room = 0;
    unwatched.ready("running");
    unwatched.reloading();
    unwatched.turn(false, true);
    assertThat(told).isEmpty();
    room = Integer.MAX_VALUE;
    unwatched.turn(false, true);
    assertThat(told.get(0)).startsWith("READY=1");
    assertThat(told.get(1)).startsWith("RELOADING=1");
    assertThat(told.subList(2, told.size())).containsExactly("WATCHDOG=1");
  }

  @Test
  void reloadsThatAreOverWhenSystemdComesBackAreToldAsOne() {
    room = 0;
    unwatched.ready("running");
    for (int i = 1; i <= 100; i++) {
      unwatched.reloading();
      unwatched.ready("running, reload " + i);
    }
    room = Integer.MAX_VALUE;
    unwatched.turn(false, true);
    assertThat(told).hasSize(3);
    assertThat(told.get(0)).startsWith("RELOADING=1");
    assertThat(told.get(1)).isEqualTo("READY=1\nSTATUS=running, reload 100");
    assertThat(told.get(2)).isEqualTo("WATCHDOG=1");
  }
}
