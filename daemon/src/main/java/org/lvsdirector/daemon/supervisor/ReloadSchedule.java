package org.lvsdirector.daemon.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.FileSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code reload_time_file}: a file that holds the time of the next reload (keepalived reference,
 * parser 23.6). It is looked at once a second, which also sees a folder that is made later.
 */
final class ReloadSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadSchedule.class);

  /** Longer than any line with a meaning; the file may be anything. */
  private static final int LONGEST = 64;

  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final ZoneId zone;
  private Optional<Path> file = Optional.empty();
  private boolean repeat;
  private Instant lookedAt = Instant.EPOCH;
  private String seen = "";
  private @Nullable ReloadTime time;
  private Optional<Instant> due = Optional.empty();

  ReloadSchedule(ZoneId zone) {
    this.zone = zone;
  }

  /** Takes the settings of the configuration that runs from now on. */
  void follow(FileSettings.Reload settings) {
    Optional<Path> wanted = settings.timeFile().map(Path::of);
    if (!wanted.equals(file)) {
      file = wanted;
      forget();
    }
    repeat = settings.repeat();
  }

  /**
   * Whether it is time to reload. When it says so, the file is done with: removed, or, with {@code
   * reload_repeat} and a time without a date, kept for tomorrow.
   */
  boolean isDue(Instant now) {
    if (file.isEmpty()) {
      return false;
    }
    // The caller turns a hundred times a second while VRRP changes its state.
    if (Duration.between(lookedAt, now).abs().compareTo(PERIOD) >= 0) {
      lookedAt = now;
      look(file.get(), now);
    }
    if (due.isEmpty() || now.isBefore(due.get())) {
      return false;
    }
    LOG.info("Reload at the time that {} asks for", file.get());
    done(file.get(), now);
    return true;
  }

  private void look(Path path, Instant now) {
    String line = firstLine(path);
    if (line.equals(seen)) {
      return;
    }
    forget();
    seen = line;
    if (line.isEmpty()) {
      LOG.info("{} is gone: no reload is scheduled", path);
      return;
    }
    time = ReloadTime.parse(line).orElse(null);
    if (time == null) {
      LOG.warn(
          "{}: \"{}\" is not a time; write HH:MM:SS or YYYY-MM-DD HH:MM:SS, with Z at the end for"
              + " UTC, and nothing else on the first line",
          path,
          line);
      return;
    }
    due = time.next(now, zone);
    due.ifPresentOrElse(
        at -> LOG.info("Reload scheduled for {}", at.atZone(zone).toOffsetDateTime()),
        () -> LOG.warn("{}: {} is over; no reload is scheduled", path, line));
  }

  private void done(Path path, Instant now) {
    if (repeat && time != null && time.date().isEmpty()) {
      due = time.next(now, zone);
      return;
    }
    forget();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Its words are over now, or they would make it reload again tomorrow.
      seen = firstLine(path);
      LOG.warn("{} cannot be removed: {}; it is ignored until it changes", path, e.toString());
    }
  }

  private void forget() {
    seen = "";
    time = null;
    due = Optional.empty();
  }

  /** "" if there is no such file; what cannot be read counts as a text that is no time. */
  private static String firstLine(Path path) {
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
      char[] start = new char[LONGEST];
      int length = Math.max(0, reader.read(start));
      String text = new String(start, 0, length);
      int end = text.indexOf('\n');
      String line = end < 0 ? text : text.substring(0, end);
      return line.isEmpty() ? "(an empty line)" : line;
    } catch (NoSuchFileException _) {
      return "";
    } catch (IOException e) {
      return "(" + e + ")";
    }
  }
}
