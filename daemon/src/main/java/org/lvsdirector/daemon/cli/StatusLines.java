package org.lvsdirector.daemon.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that are never wider than a terminal, and what stands in them: columns, colours, ages. */
final class StatusLines {
  private static final int NARROWEST = 20;
  private static final int WIDE = 120;
  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

  private final int width;
  private final boolean colour;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  /**
   * None yet.
   *
   * @param width columns of the terminal
   * @param colour whether escape sequences may be used
   * @param now for "since"
   */
  StatusLines(int width, boolean colour, Instant now) {
    this.width = Math.max(NARROWEST, width);
    this.colour = colour;
    this.now = now;
  }

  List<String> all() {
    return List.copyOf(lines);
  }

  /** Whether sentences stand whole behind their facts. */
  boolean isWide() {
    return width >= WIDE;
  }

  /**
   * A sentence behind the facts, where there is room for it; else below them, unless all is well.
   */
  void detail(String facts, String sentence, boolean well) {
    boolean fits = plain(facts) + sentence.length() <= width || isWide();
    if (fits || well) {
      line(facts + sentence);
    } else {
      line(facts.stripTrailing());
      line("      " + sentence);
    }
  }

  void line(String text) {
    lines.add(cut(text));
  }

  /** A name in its column, indented; one that is too long for it has a line of its own. */
  String label(String indent, String name, int column) {
    if (name.length() > column) {
      line(indent + name);
      return indent + " ".repeat(column);
    }
    return indent + pad(name, column);
  }

  /** A number in at most five characters: {@code 9999}, {@code 12k}, {@code 3456k}, {@code 12M}. */
  static String number(String digits) {
    int length = digits.length();
    return length <= 4
        ? digits
        : length <= 7
            ? digits.substring(0, length - 3) + "k"
            : digits.substring(0, length - 6) + "M";
  }

  /** A text from elsewhere: what could steer the terminal is not passed on to it. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cc}", "?");
  }

  /** A text in lines of at most so many columns. */
  static List<String> wrap(String text, int columns) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < text.length(); i += columns) {
      parts.add(text.substring(i, Math.min(text.length(), i + columns)));
    }
    return parts;
  }

  /** How many columns a text takes: escape sequences take none. */
  private static int plain(String text) {
    return ESCAPE.matcher(text).replaceAll("").length();
  }

  /** Cuts to the terminal's width, not counting escape sequences. */
  private String cut(String text) {
    if (plain(text) <= width) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    Matcher escape = ESCAPE.matcher(text);
    int columns = 0;
    for (int i = 0; i < text.length(); ) {
      if (escape.find(i) && escape.start() == i) {
        out.append(escape.group());
        i = escape.end();
      } else {
        if (columns < width) {
          out.append(columns < width - 1 ? text.charAt(i) : '…');
          columns++;
        }
        i++;
      }
    }
    return out.toString();
  }

  String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /**
   * How long ago, in at most seven characters: {@code 12s}, {@code 3m12s}, {@code 2h05m}, {@code
   * 9d04h}.
   */
  String ago(String instant) {
    if (instant.isEmpty()) {
      return "-";
    }
    Duration age = Duration.between(Instant.parse(instant), now);
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m" + two(seconds % 60) + "s";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + "h" + two(seconds % 3600 / 60) + "m";
    }
    return seconds / 86_400 + "d" + two(seconds % 86_400 / 3600) + "h";
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }

  static String pad(String text, int columns) {
    return text.length() >= columns ? text : text + " ".repeat(columns - text.length());
  }
}
