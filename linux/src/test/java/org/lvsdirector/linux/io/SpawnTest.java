package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpawnTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private static Spawn shell(String script) {
    return Spawn.of(List.of("/bin/sh", "-c", script), Map.of("WHO", "director"));
  }

  private static Optional<ExitStatus> exited(int code) {
    return Optional.of(new ExitStatus.Exited(code));
  }

  @Test
  void exitCodeIsTold() throws Exception {
    assertThat(shell("exit 7").start().waitFor(LONG)).isEqualTo(exited(7));
  }

  @Test
  void environmentIsExactlyWhatWasGivenAndTheDirectoryToo() throws Exception {
    SpawnedProcess process =
        shell("echo $WHO; pwd; echo ${HOME-none}").in(Path.of("/usr")).capturing(1000).start();
    assertThat(process.waitFor(LONG)).isEqualTo(exited(0));
    assertThat(process.output(LONG)).isEqualTo("director\n/usr\nnone\n");
  }

  @Test
  void nothingButTheThreeStreamsIsOpen() throws Exception {
    SpawnedProcess process =
        Spawn.of(List.of("/bin/ls", "/proc/self/fd"), Map.of()).capturing(1000).start();
    assertThat(process.waitFor(LONG)).isEqualTo(exited(0));
    assertThat(process.output(LONG).lines())
        .containsExactly("0", "1", "2", "3"); // 3 is the listing
  }

  @Test
  void outputBeyondTheLimitIsReadAndDropped() throws Exception {
    SpawnedProcess process =
        shell("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done")
            .capturing(100)
            .start();
    assertThat(process.waitFor(LONG)).isEqualTo(exited(0));
    assertThat(process.output(LONG)).hasSize(100);
  }

  @Test
  void signalReachesTheWholeGroup() throws Exception {
    SpawnedProcess process = shell("sleep 1000 & echo started; wait").capturing(10).start();
    assertThat(process.waitFor(Duration.ofMillis(20))).isEmpty();
    assertThat(process.signalGroup(ProcessControl.SIGKILL)).isTrue();
    assertThat(process.waitFor(LONG)).contains(new ExitStatus.Signalled(9));
    // The pipe ends only when the sleeping grandchild is dead too.
    String _ = process.output(LONG);
    assertThat(process.signalGroup(ProcessControl.SIGTERM)).isFalse();
  }

  @Test
  void signalsAreAsIfNobodyHadTouchedThem() throws Exception {
    SpawnedProcess process =
        Spawn.of(List.of("/bin/grep", "-E", "Sig(Blk|Ign)", "/proc/self/status"), Map.of())
            .capturing(1000)
            .start();
    assertThat(process.waitFor(LONG)).isEqualTo(exited(0));
    assertThat(process.output(LONG))
        .contains("SigBlk:\t0000000000000000")
        .contains("SigIgn:\t0000000000000000");
  }

  @Test
  void missingProgramIsNamed() {
    assertThatThrownBy(() -> Spawn.of(List.of("/nowhere/prog"), Map.of()).start())
        .isInstanceOf(LinuxException.class)
        .hasMessage("start program /nowhere/prog: ENOENT");
  }

  @Test
  void rootIsInTheDatabase() throws LinuxException {
    assertThat(UserDatabase.user("root")).contains(new UserDatabase.User(0, 0));
    assertThat(UserDatabase.user(0)).contains(new UserDatabase.User(0, 0));
    assertThat(UserDatabase.group("root")).hasValue(0);
    assertThat(UserDatabase.groupsOf("root", 0)).contains(0);
    assertThat(UserDatabase.user("lin-nobody-at-all")).isEmpty();
    assertThat(UserDatabase.group("lin-nobody-at-all")).isEmpty();
    assertThat(UserDatabase.credentials("lin-nobody-at-all", Optional.empty())).isEmpty();
  }
}
