package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code reload_time_file} and {@code reload_file} on a whole daemon: a reload that nobody sends a
 * signal for, and the file by which a writer of the configuration waits for the reading's end.
 */
class ReloadFilesIT {
  @AutoClose private static LabTopology lab;

  @BeforeAll
  static void up() {
    lab = LabTopology.up();
  }

  @Test
  void reloadsAtTheTimeInTheFileAndSaysWhenItHasRead() throws IOException {
    Path file = lab.newFile("reload-files", ".conf");
    Path marker = Path.of(file + ".marker");
    Path time = Path.of(file + ".time");
    write(file, marker, time, 100);
    Running daemon = Program.startInMemory(lab.director1(), file);
    Await.until(
        "the VIP is up", Await.LONG, () -> lab.director1().holds(LabTopology.VIP), daemon::log);

    // As the manual advises: with something in it, so that its emptying shows the beginning.
    Files.writeString(marker, "about to reload");
    write(file, marker, time, 110);
    LocalTime soon = LocalTime.now(ZoneOffset.UTC).plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
    Files.writeString(time, soon + (soon.getSecond() == 0 ? ":00Z\n" : "Z\n"));
    daemon.awaitLog("Reload scheduled for");
    daemon.awaitLog("Reload finished");
    Await.until("the marker is gone", Await.LONG, () -> !Files.exists(marker), daemon::log);
    assertThat(time).doesNotExist();
    assertThat(lab.director1().holds(LabTopology.VIP)).isTrue();

    Files.writeString(file, "global_defs {\n");
    Files.writeString(marker, "about to reload");
    daemon.signal("HUP");
    daemon.awaitLog("reload refused");
    Await.until(
        "the marker is gone after a refusal too",
        Await.LONG,
        () -> !Files.exists(marker),
        daemon::log);
    assertThat(daemon.terminate()).isZero();
  }

  private static void write(Path file, Path marker, Path time, int priority) throws IOException {
    Files.writeString(
        file,
        DirectorFile.text(
            """
            reload_file %1$s
            reload_time_file %2$s
            @lvs_director control_socket %3$s.sock
            @lvs_director state_dir %3$s.state
            """
                .formatted(marker, time, file),
            priority,
            "TCP_CHECK {\n}"));
  }
}
