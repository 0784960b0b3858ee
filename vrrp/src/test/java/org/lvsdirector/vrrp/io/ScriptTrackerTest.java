package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.vrrp.group.RouterEvent;

/** Scripts that are really run: keepalived reference, VRRP 12. */
class ScriptTrackerTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final BlockingQueue<RouterEvent> reports = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @CsvSource({"exit 0, true", "exit 3, false", "kill -KILL $$, false"})
  void rule12p2OnlyStatus0IsASuccess(String command, boolean success) throws Exception {
    try (ScriptTracker _ = start(HOUR, HOUR, "/usr/bin/bash", "-c", command)) {
      assertThat(next()).isEqualTo(new RouterEvent.ScriptRan("chk", success));
    }
  }

  @Test
  void rule12p2WhatTakesTooLongHasFailedAndIsEndedWithAllThatItStarted() throws Exception {
    try (ScriptTracker _ =
        start(HOUR, Duration.ofMillis(300), "/usr/bin/bash", "-c", "sleep 987654 & wait")) {
      assertThat(next()).isEqualTo(new RouterEvent.ScriptRan("chk", false));
    }
    Shell.until("its child has ended", Duration.ofSeconds(20), () -> !running("sleep 987654"));
  }

  /** What hangs on a dead disk heeds no signal and would never be reported. */
  @Test
  void rule12p2WhatTakesTooLongHasFailedBeforeItIsEnded() throws Exception {
    String stubborn = "trap '' TERM; while :; do sleep 0.01; done # 876543";
    try (ScriptTracker _ = start(HOUR, Duration.ofMillis(300), "/usr/bin/bash", "-c", stubborn)) {
      assertThat(next()).isEqualTo(new RouterEvent.ScriptRan("chk", false));
      assertThat(running("876543")).isTrue();
      Shell.until("it has been killed", Duration.ofSeconds(20), () -> !running("876543"));
    }
  }

  private static boolean running(String mark) {
    return ProcessHandle.allProcesses()
        .anyMatch(p -> p.info().commandLine().orElse("").contains(mark));
  }

  @Test
  void rule12p1TheFirstRunIsAtOnceAndTheNextAnIntervalLater() throws Exception {
    try (ScriptTracker _ = start(Duration.ofMillis(50), HOUR, "/usr/bin/bash", "-c", "exit 0")) {
      for (int i = 0; i < 3; i++) {
        assertThat(next()).isEqualTo(new RouterEvent.ScriptRan("chk", true));
      }
    }
  }

  /** keepalived takes it for a success. */
  @Test
  void rule12p7WhatCannotBeExecutedHasFailed() throws Exception {
    try (ScriptTracker _ = start(HOUR, HOUR, "/nowhere/at/all")) {
      assertThat(next()).isEqualTo(new RouterEvent.ScriptRan("chk", false));
    }
  }

  private RouterEvent next() throws InterruptedException {
    RouterEvent event = reports.poll(60, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("no report of the script");
    }
    return event;
  }

  private ScriptTracker start(Duration interval, Duration timeout, String... command) {
    var script =
        new VrrpScript(
            "chk",
            ScriptCommand.of(command),
            interval,
            timeout,
            0,
            false,
            1,
            1,
            false,
            SourceRange.NONE);
    return ScriptTracker.start(script, Optional.empty(), reports::add);
  }
}
