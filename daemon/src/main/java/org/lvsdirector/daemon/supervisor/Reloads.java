package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.FileSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reading the file again: at which time without being told, under which marker, and whether what
 * was read may take the running configuration's place.
 */
final class Reloads {
  private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);

  private final ConfigurationReader reader;
  private final ReloadSchedule schedule = new ReloadSchedule(ZoneId.systemDefault());
  private final ReadingGarbage garbage;
  private final ReloadMarker marker = new ReloadMarker();

  Reloads(ConfigurationReader reader, ReadingGarbage garbage) {
    this.reader = reader;
    this.garbage = garbage;
  }

  /**
   * What a reading found.
   *
   * @param refusal why it must not be applied; "" if it may
   */
  record Attempt(ParseResult fresh, String refusal) {}

  /** Whether the running configuration's {@code reload_time_file} asks for a reload now. */
  boolean isDue(ParseResult running) {
    schedule.follow(settings(running));
    return schedule.isDue(Instant.now());
  }

  /** Reads and judges; {@link #finished} must follow once nobody reads any more. */
  @SuppressWarnings("ReferenceEquality") // the same object comes back where nothing was parsed
  Attempt attempt(ParseResult running) {
    marker.begin(settings(running));
    ParseResult fresh = reader.read();
    reader.report(fresh);
    if (fresh != running) {
      garbage.collect();
    }
    String refusal = tested(settings(running), fresh);
    return new Attempt(fresh, refusal.isEmpty() ? ReloadRules.refusal(running, fresh) : refusal);
  }

  /** Every part of the daemon has read the files. */
  void finished() {
    marker.end();
  }

  /**
   * {@code reload_check_config}: a file that a configuration test complains of is not applied, not
   * even where the running one has the same fault (keepalived reference, parser 23.2).
   */
  private static String tested(FileSettings.Reload settings, ParseResult fresh) {
    if (settings.checkConfig().isEmpty()) {
      return "";
    }
    write(Path.of(settings.checkConfig().get()), fresh);
    return fresh.exitStatus() == ExitStatus.OK
        ? ""
        : "reload_check_config: the configuration test ends with status " + fresh.exitStatus();
  }

  private static void write(Path log, ParseResult fresh) {
    try (PrintStream out =
        new PrintStream(
            Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            false,
            StandardCharsets.UTF_8)) {
      ConfigurationReader.printComplaints(fresh, out);
    } catch (IOException e) {
      LOG.warn("reload_check_config: {} cannot be written: {}", log, e.toString());
    }
  }

  private static FileSettings.Reload settings(ParseResult running) {
    return running.config().global().files().reload();
  }
}
