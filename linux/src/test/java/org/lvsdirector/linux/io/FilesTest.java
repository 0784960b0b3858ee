package org.lvsdirector.linux.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

  @TempDir Path directory;

  @Test
  void unreadPipeTakesWhatFitsAndRefusesTheRest() throws Exception {
    Path path = directory.resolve("fifo");
    try (Fifo fifo = Fifo.open(path, 0622, Optional.empty())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw--w--w-");
      byte[] line = "INSTANCE \"VI_1\" MASTER 100\n".getBytes(UTF_8);
      int written = 0;
      while (written < 1_000_000 && fifo.write(line)) {
        written++;
      }
      assertThat(written).isBetween(1, 100_000);
      fifo.remove();
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void pipeThatWasThereIsUsedAndKept() throws Exception {
    Path path = directory.resolve("fifo");
    Fifo first = Fifo.open(path, 0600, Optional.empty());
    Fifo second = Fifo.open(path, 0644, Optional.empty());
    assertThat(second.wasCreated()).isFalse();
    second.remove();
    assertThat(path).exists();
    first.remove();
    assertThat(path).doesNotExist();
  }

  @Test
  void plainFileIsNoPipe() throws Exception {
    Path path = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(() -> Fifo.open(path, 0600, Optional.empty()))
        .hasMessageContaining("EEXIST (the file is not a pipe)");
  }

  @Test
  void neitherADeviceNorALinkToAPipeIsAPipe() throws Exception {
    assertThatThrownBy(() -> Fifo.open(Path.of("/dev/null"), 0600, Optional.empty()))
        .hasMessageContaining("EEXIST (the file is not a pipe)");
    try (Fifo fifo = Fifo.open(directory.resolve("fifo"), 0600, Optional.empty())) {
      Path link = Files.createSymbolicLink(directory.resolve("link"), fifo.path());
      assertThatThrownBy(() -> Fifo.open(link, 0600, Optional.empty()))
          .isInstanceOf(LinuxException.class);
      assertThat(link).exists();
    }
  }

  @Test
  void lockIsHeldOnceAndFreedByClose() throws Exception {
    Path path = directory.resolve("director.pid");
    OfdLock lock = OfdLock.tryLock(path, 0644).orElseThrow();
    lock.write("a much longer first line\n");
    lock.write("4711\n");
    assertThat(path).hasContent("4711\n");
    assertThat(OfdLock.tryLock(path, 0644)).as("even inside one process").isEmpty();
    assertThat(Files.readString(path)).as("reading does not free it").startsWith("4711");
    assertThat(OfdLock.tryLock(path, 0644)).isEmpty();
    lock.close();
    OfdLock again = OfdLock.tryLock(path, 0644).orElseThrow();
    again.remove();
    assertThat(path).doesNotExist();
  }

  @Test
  void replacedFileIsSeenByItsDirectory() throws Exception {
    try (Inotify inotify = Inotify.open();
        Poller poller = new Poller()) {
      int watch = inotify.watch(directory, Inotify.IN_MOVED_TO | Inotify.IN_CLOSE_WRITE);
      assertThat(inotify.read()).isEmpty();
      Path draft = Files.writeString(directory.resolve("draft"), "3");
      Path _ = Files.move(draft, directory.resolve("track"), StandardCopyOption.REPLACE_EXISTING);
      poller.add(inotify);
      assertThat(poller.await(Duration.ofSeconds(30))).containsExactly(inotify);
      assertThat(inotify.read())
          .contains(new Inotify.Event(watch, Inotify.IN_CLOSE_WRITE, "draft"))
          .contains(new Inotify.Event(watch, Inotify.IN_MOVED_TO, "track"));
    }
  }

  @Test
  void monotonicClockIsNanoTime() {
    long before = System.nanoTime();
    Duration clock = Clocks.monotonic();
    long after = System.nanoTime();
    assertThat(clock.toNanos()).isBetween(before, after);
    assertThat(Clocks.sinceBoot()).isGreaterThanOrEqualTo(clock);
  }

  @Test
  void realTimeSignalArrives() throws Exception {
    int signal = RealTimeSignals.fromMaximum(1);
    assertThat(signal).isEqualTo(63);
    assertThat(RealTimeSignals.fromMinimum(2)).isEqualTo(36);
    try (RealTimeSignals signals = RealTimeSignals.receive(signal);
        Poller poller = new Poller()) {
      poller.add(signals);
      assertThat(signals.take()).isFalse();
      SpawnedProcess sender =
          Spawn.of(
                  List.of("/bin/sh", "-c", "kill -" + signal + " " + ProcessControl.pid()),
                  Map.of())
              .start();
      assertThat(sender.waitFor(Duration.ofSeconds(60))).contains(new ExitStatus.Exited(0));
      assertThat(poller.await(Duration.ofSeconds(30))).containsExactly(signals);
      assertThat(signals.take()).isTrue();
      assertThat(signals.take()).isFalse();
      assertThatThrownBy(() -> RealTimeSignals.receive(signal)).hasMessageContaining("EBUSY");
    }
    ProcessControl.kill(ProcessControl.pid(), signal); // ignored now: we are still here
  }

  @Test
  void processKnowsItself() throws Exception {
    assertThat(ProcessControl.pid()).isEqualTo((int) ProcessHandle.current().pid());
    assertThat(ProcessControl.exists(ProcessControl.pid())).isTrue();
    assertThat(ProcessControl.threadId()).isPositive();
    assertThat(ProcessControl.schedulingPolicy()).isEqualTo(ProcessControl.SCHED_OTHER);
    assertThat(ProcessControl.affinity().cardinality()).isPositive();
    ProcessControl.Limit files = ProcessControl.limit(ProcessControl.Resource.NOFILE);
    assertThat(files.hard()).isNotZero();
    ProcessControl.limit(ProcessControl.Resource.NOFILE, files);
    int mask = ProcessControl.umask(022);
    assertThat(ProcessControl.umask(mask)).isEqualTo(022);
  }
}
