package org.lvsdirector.daemon.dump;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lvsdirector.parser.model.ScriptCommand;

/** Lines of a text dump, and how keepalived writes values in them. */
public final class TextLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss.SSSSSS yyyy", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final StringBuilder out = new StringBuilder();

  /** One line, so many blanks before it. */
  public void line(int indent, String text) {
    out.append(" ".repeat(indent)).append(text).append('\n');
  }

  /** One line with a name and its value. */
  public void line(int indent, String name, Object value) {
    line(indent, name + " = " + value);
  }

  /** The title of a section. */
  public void section(String title) {
    line(0, "------< " + title + " >------");
  }

  /** A title with its entries below; nothing where there are none. */
  public void list(String title, List<String> entries) {
    if (!entries.isEmpty()) {
      line(3, title);
      entries.forEach(entry -> line(5, entry));
    }
  }

  /** One line with a script and whom it runs as; nothing where there is none. */
  public void script(String title, Optional<ScriptCommand> script) {
    script.ifPresent(s -> line(3, title + " script", quoted(s) + ", uid:gid " + account(s)));
  }

  /** {@code UID:GID} that a script runs as. */
  public static String account(ScriptCommand script) {
    return script.runAs().uid() + ":" + script.runAs().gid();
  }

  /** Each word in single quotes. */
  public static String quoted(ScriptCommand script) {
    return String.join(" ", script.argv().stream().map(word -> "'" + word + "'").toList());
  }

  /** {@code enabled} or {@code disabled}. */
  public static String enabled(boolean value) {
    return value ? "enabled" : "disabled";
  }

  /** {@code yes} or {@code no}. */
  public static String yes(boolean value) {
    return value ? "yes" : "no";
  }

  /** {@code ON} or {@code OFF}. */
  public static String on(boolean value) {
    return value ? "ON" : "OFF";
  }

  /** Seconds with six decimals. */
  public static String decimal(Duration duration) {
    return String.format(Locale.ROOT, "%.6f", (double) duration.toNanos() / 1e9);
  }

  /** Whole seconds where they are, else with six decimals. */
  public static String seconds(Duration duration) {
    return duration.toNanosPart() == 0 ? Long.toString(duration.toSeconds()) : decimal(duration);
  }

  /** Unix time with six decimals, and the same as ctime(3) has it. */
  public static String time(Instant instant) {
    return instant.getEpochSecond()
        + "."
        + String.format(Locale.ROOT, "%06d", instant.getNano() / 1000)
        + " ("
        + TIME.format(instant)
        + ")";
  }

  /** Everything so far. */
  public String text() {
    return out.toString();
  }
}
