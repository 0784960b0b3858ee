package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.parser.model.FileSettings;

final class ReloadScheduleTest {
  private static final Instant NOON = Instant.parse("2026-03-28T12:00:00Z");

  @TempDir private Path folder = Path.of("");

  private final ReloadSchedule schedule = new ReloadSchedule(ZoneOffset.UTC);

  @Test
  void reloadsOnceAtTheTimeAndRemovesTheFile() throws IOException {
    follow(false);
    assertThat(dueAfter(0)).isFalse();
    write("12:00:10\n");
    assertThat(dueAfter(1)).isFalse();
    assertThat(dueAfter(9)).isFalse();
    assertThat(dueAfter(10)).isTrue();
    assertThat(file()).doesNotExist();
    assertThat(dueAfter(11)).isFalse();
    assertThat(dueAfter(86_400 + 11)).isFalse();
  }

  @Test
  void aChangedFileChangesTheTimeAndARemovedOneCancels() throws IOException {
    follow(false);
    write("12:00:10\n");
    assertThat(dueAfter(1)).isFalse();
    write("12:00:20\n");
    assertThat(dueAfter(15)).isFalse();
    assertThat(dueAfter(20)).isTrue();
    write("12:00:40\n");
    assertThat(dueAfter(30)).isFalse();
    Files.delete(file());
    assertThat(dueAfter(50)).isFalse();
  }

  @Test
  void repeatsEveryDayWhereAskedTo() throws IOException {
    follow(true);
    write("12:00:10");
    assertThat(dueAfter(1)).isFalse();
    assertThat(dueAfter(10)).isTrue();
    assertThat(file()).exists();
    assertThat(dueAfter(11)).isFalse();
    assertThat(dueAfter(86_400 + 9)).isFalse();
    assertThat(dueAfter(86_400 + 10)).isTrue();
  }

  @Test
  void aDateIsNotRepeated() throws IOException {
    follow(true);
    write("2026-03-28 12:00:10");
    assertThat(dueAfter(1)).isFalse();
    assertThat(dueAfter(10)).isTrue();
    assertThat(file()).doesNotExist();
  }

  @Test
  void whatIsNoTimeDoesNothing() throws IOException {
    follow(false);
    write("soon\n");
    assertThat(dueAfter(1)).isFalse();
    write("x".repeat(100_000));
    assertThat(dueAfter(2)).isFalse();
    assertThat(file()).exists();
  }

  private void follow(boolean repeat) {
    schedule.follow(
        new FileSettings.Reload(
            Optional.empty(), Optional.of(file().toString()), repeat, Optional.empty()));
  }

  private boolean dueAfter(long seconds) {
    return schedule.isDue(NOON.plus(Duration.ofSeconds(seconds)));
  }

  private void write(String text) throws IOException {
    Files.writeString(file(), text);
  }

  private Path file() {
    return folder.resolve("reload-at");
  }
}
