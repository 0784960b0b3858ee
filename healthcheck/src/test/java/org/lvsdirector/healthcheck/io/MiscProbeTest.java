package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.healthcheck.check.WeightAdvice;
import org.lvsdirector.linux.io.ExitStatus;
import org.lvsdirector.linux.io.ProcessControl;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.MiscCheck;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.ScriptUser;
import org.lvsdirector.parser.source.SourceRange;

/** Keepalived reference, LVS 21, with real programs. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MiscProbeTest {
  private static final ScriptUser SELF =
      new ScriptUser(
          Optional.empty(), Optional.empty(), ProcessControl.uid(), ProcessControl.gid(), false);

  @TempDir Path directory;

  private Path script(String text) throws IOException {
    Path file = directory.resolve("check.sh");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  private static CheckResult run(Duration limit, boolean dynamic, String... words) {
    var command = new ScriptCommand(words[0], List.of(words), SELF);
    return new MiscProbe(
            new MiscCheck(CheckTiming.DEFAULT, command, limit, dynamic, SourceRange.NONE))
        .run(0);
  }

  @Test
  void exitStatusIsTheVerdict() throws IOException {
    String script = script("#!/bin/sh\nexit $1\n").toString();
    Duration limit = Duration.ofSeconds(30);
    assertThat(run(limit, false, script, "0")).isInstanceOf(Passed.class);
    assertThat(run(limit, false, script, "2").sentence()).isEqualTo("exited with status 2");
    assertThat(run(limit, true, script, "12"))
        .isInstanceOfSatisfying(
            Passed.class,
            passed -> assertThat(passed.weight()).isEqualTo(new WeightAdvice.Exactly(10)));
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false", "2, true", "255, true"})
  void dynamicStatusOneIsTheOnlyFailure(int status, boolean passes) {
    CheckResult result = MiscProbe.meaning(new ExitStatus.Exited(status), true, Duration.ZERO);
    assertThat(result instanceof Passed).isEqualTo(passes);
  }

  @Test
  void signalIsAFailure() throws IOException {
    String script = script("#!/bin/sh\nkill -9 $$\n").toString();
    assertThat(run(Duration.ofSeconds(30), false, script).sentence())
        .isEqualTo("killed by signal 9");
  }

  @Test
  void scriptWithoutInterpreterLineIsTheShells() throws IOException {
    String script = script("exit 0\n").toString();
    assertThat(run(Duration.ofSeconds(30), false, script)).isInstanceOf(Passed.class);
  }

  @Test
  void missingProgramCouldNotRun() {
    assertThat(run(Duration.ofSeconds(30), false, directory.resolve("none").toString()))
        .isInstanceOf(CouldNotRun.class);
  }

  @Test
  void overrunningProgramIsEndedBySigterm() throws IOException {
    String script = script("#!/bin/sh\nexec sleep 600\n").toString();
    assertThat(run(Duration.ofMillis(300), false, script))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.timedOut()).isTrue();
              assertThat(failed.sentence())
                  .isEqualTo("timed out after 0.3 s and was ended by SIGTERM");
            });
  }

  @Test
  void programThatIgnoresSigtermIsKilledWithItsChildren() throws IOException {
    Path child = directory.resolve("child");
    String script =
        script(
                "#!/bin/sh\ntrap '' TERM\nsleep 600 &\necho $! > "
                    + child
                    + "\nwhile :; do sleep 1; done\n")
            .toString();
    CheckResult result = run(Duration.ofSeconds(2), false, script);
    assertThat(result.sentence()).contains("SIGKILL, since it ignored SIGTERM");
    long pid = Long.parseLong(Files.readString(child).strip());
    ProcessHandle.of(pid).ifPresent(left -> assertThat(left.onExit()).succeedsWithin(PATIENCE));
  }

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void childrenLeftBehindDoNotHoldUpTheCheck() throws IOException {
    String script = script("#!/bin/sh\nsleep 20 &\nexit 0\n").toString();
    CheckResult result = run(PATIENCE, false, script);
    assertThat(result).isInstanceOf(Passed.class);
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void pathAfterALessThanSignIsOnlyRead() throws IOException {
    Path file = script("anything");
    assertThat(run(PATIENCE, false, "<" + file)).isInstanceOf(Passed.class);
    assertThat(run(PATIENCE, false, "<" + file + ".none")).isInstanceOf(Failed.class);
  }
}
