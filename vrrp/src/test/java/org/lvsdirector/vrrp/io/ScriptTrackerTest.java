package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.slf4j.LoggerFactory;

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
      assertThat(next()).isEqualTo(new RouterEvent.ScriptRan("chk", false, true));
    }
    Shell.until("its child has ended", Duration.ofSeconds(20), () -> !running("sleep 987654"));
  }

  /** What hangs on a dead disk heeds no signal and would never be reported. */
  @Test
  void rule12p2WhatTakesTooLongHasFailedBeforeItIsEnded() throws Exception {
    String stubborn = "trap '' TERM; while :; do sleep 0.01; done # 876543";
    try (ScriptTracker _ = start(HOUR, Duration.ofMillis(300), "/usr/bin/bash", "-c", stubborn)) {
      assertThat(next()).isEqualTo(new RouterEvent.ScriptRan("chk", false, true));
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

  @Test
  void rule12p1ARunIsSkippedAndThatIsSaidWhileTheOneBeforeStillRuns(@TempDir Path folder)
      throws Exception {
    Path begun = folder.resolve("begun");
    Path gate = folder.resolve("gate");
    Shell.run("mkfifo", gate.toString());
    String waits = "echo >> " + begun + "; read < " + gate;
    try (Said said = new Said();
        ScriptTracker _ = start(Duration.ofMillis(50), HOUR, "/usr/bin/bash", "-c", waits)) {
      Shell.until("skipped twice", Duration.ofSeconds(20), () -> said.lines().size() >= 2);
      assertThat(said.lines())
          .containsOnly("VRRP_Script(chk) still runs when it is due again; run skipped");
      assertThat(Files.readAllLines(begun)).hasSize(1);
      assertThat(reports).isEmpty();

      Files.writeString(gate, "go on\n");
      assertThat(next()).isEqualTo(new RouterEvent.ScriptRan("chk", true));
      Shell.until("it runs again", Duration.ofSeconds(20), () -> lines(begun) == 2);
    }
  }

  @Test
  void rule12p6AStatusIsSaidOnceWhenItChanges(@TempDir Path folder) throws Exception {
    Path fails = folder.resolve("fails");
    String command = "test ! -e " + fails + " || exit 3";
    try (Said said = new Said();
        ScriptTracker _ = start(Duration.ofMillis(20), HOUR, "/usr/bin/bash", "-c", command)) {
      awaitTwice(true);
      Files.createFile(fails);
      awaitTwice(false);
      Files.delete(fails);
      awaitTwice(true);
      assertThat(said.lines())
          .filteredOn(line -> !line.contains("run skipped"))
          .containsExactly("Script `chk` now returning 3", "Script `chk` now returning 0");
    }
  }

  private void awaitTwice(boolean success) throws InterruptedException {
    int left = 2;
    while (left > 0) {
      if (next().equals(new RouterEvent.ScriptRan("chk", success))) {
        left--;
      }
    }
  }

  private static long lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  /** What the tracker has logged. */
  private static final class Said implements AutoCloseable {
    private final Logger log = (Logger) LoggerFactory.getLogger("org.lvsdirector.vrrp");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    Said() {
      appender.list = new CopyOnWriteArrayList<>();
      appender.start();
      log.addAppender(appender);
    }

    List<String> lines() {
      return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
      log.detachAppender(appender);
    }
  }
}
