package org.lvsdirector.daemon.supervisor;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code reload_time_file} says: {@code HH:MM:SS}, {@code YY-MM-DD HH:MM:SS} or {@code
 * YYYY-MM-DD HH:MM:SS}, each with {@code Z} at its end for UTC (keepalived reference, parser 23.6).
 *
 * @param date none: every day
 * @param time of the day
 * @param utc otherwise the time of this host's zone
 */
record ReloadTime(Optional<LocalDate> date, LocalTime time, boolean utc) {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:([0-9]{2}|[0-9]{4})-([0-9]{2})-([0-9]{2}) )?([0-9]{2}):([0-9]{2}):([0-9]{2})(Z?)");

  /** A year of two digits belongs to this century. */
  private static final int CENTURY = 2000;

  /** Reads the file's first line; empty if it has none of the forms, or names no real time. */
  static Optional<ReloadTime> parse(String line) {
    Matcher matcher = TEXT.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      LocalTime time = LocalTime.of(number(matcher, 4), number(matcher, 5), number(matcher, 6));
      return Optional.of(new ReloadTime(date(matcher), time, !matcher.group(7).isEmpty()));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** When it comes next, seen from {@code now}; empty if its date is over. */
  Optional<Instant> next(Instant now, ZoneId zone) {
    ZoneId own = utc ? ZoneOffset.UTC : zone;
    if (date.isPresent()) {
      Instant at = date.get().atTime(time).atZone(own).toInstant();
      return at.isAfter(now) ? Optional.of(at) : Optional.empty();
    }
    LocalDateTime today = now.atZone(own).toLocalDate().atTime(time);
    Instant at = today.atZone(own).toInstant();
    return Optional.of(at.isAfter(now) ? at : today.plusDays(1).atZone(own).toInstant());
  }

  private static Optional<LocalDate> date(Matcher matcher) {
    if (matcher.group(1) == null) {
      return Optional.empty();
    }
    int year = number(matcher, 1);
    return Optional.of(
        LocalDate.of(
            matcher.group(1).length() == 2 ? CENTURY + year : year,
            number(matcher, 2),
            number(matcher, 3)));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
