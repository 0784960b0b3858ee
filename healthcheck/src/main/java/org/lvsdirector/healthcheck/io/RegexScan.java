package org.lvsdirector.healthcheck.io;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lvsdirector.parser.model.HttpRequests.Regex;

/**
 * Looks for a pattern in a body that comes in pieces, with bounded memory and time. keepalived
 * matches PCRE2 partially; here a window slides over the body, and a match longer than half the
 * window may be missed. Offsets count from the start of the body (reference, LVS 17.4 and 34.7).
 */
final class RegexScan {
  /** Half of the window, in characters: the longest match that is sure to be found. */
  static final int HALF = 128 * 1024;

  private final Pattern pattern;
  private final Regex regex;
  private final Charset charset;
  private final long deadlineNanos;
  private final StringBuilder window = new StringBuilder();

  /** Offset in the body of the first character of the window. */
  private long base;

  /** Where in the window the next search begins. */
  private int from;

  private boolean found;
  private String trouble = "";

  RegexScan(Pattern pattern, Regex regex, long deadlineNanos) {
    this.pattern = pattern;
    this.regex = regex;
    this.deadlineNanos = deadlineNanos;
    // Bytes are characters unless utf is asked for, as in an 8-bit library; offsets are then bytes.
    this.charset =
        regex.options().contains("utf") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
  }

  /** The Java form of a pattern; throws {@link java.util.regex.PatternSyntaxException}. */
  static Pattern compile(Regex regex) {
    int flags = Pattern.UNIX_LINES;
    for (String option : regex.options()) {
      flags |=
          switch (option) {
            case "caseless" -> Pattern.CASE_INSENSITIVE;
            case "dotall" -> Pattern.DOTALL;
            case "multiline" -> Pattern.MULTILINE;
            case "extended" -> Pattern.COMMENTS;
            case "ucp" -> Pattern.UNICODE_CHARACTER_CLASS;
            case "utf" -> Pattern.UNICODE_CASE;
            // firstline is looked at in search(). The others tune captures, greed and the matcher
            // itself, or are corner cases that DECISIONS.md lists.
            default -> 0;
          };
    }
    return Pattern.compile(regex.pattern(), flags);
  }

  void accept(byte[] bytes, int length) {
    if (found || !trouble.isEmpty()) {
      return;
    }
    window.append(new String(bytes, 0, length, charset));
    if (window.length() >= 2 * HALF) {
      search(false);
      slide();
    }
  }

  private void slide() {
    int drop = window.length() - HALF;
    // One character stays in front of the search, so that ^ cannot match in the middle of the body.
    window.delete(0, drop - 1);
    base += drop - 1;
    from = 1;
  }

  private void search(boolean last) {
    long low = Math.max(from, regex.minOffset() - base);
    if (low > window.length()) {
      return;
    }
    Matcher matcher =
        pattern
            .matcher(new TimedText(window, deadlineNanos))
            .useAnchoringBounds(false)
            .useTransparentBounds(true)
            .region((int) low, window.length());
    try {
      // A match that touches the end of the window may end otherwise once more has come.
      if (matcher.find() && (last || matcher.end() < window.length())) {
        found = mayStartAt(base + matcher.start(), matcher.start());
      }
    } catch (StackOverflowError _) {
      trouble = "the pattern nests too deeply for this body";
    } catch (TimedText.Expired _) {
      trouble = "the pattern took longer than the check may";
    }
  }

  private boolean mayStartAt(long offset, int inWindow) {
    boolean near = regex.maxOffset() < 0 || offset <= regex.maxOffset();
    if (!near || !regex.options().contains("firstline")) {
      return near;
    }
    int newline = window.indexOf("\n");
    return base == 0 && (newline < 0 || inWindow <= newline);
  }

  /** Why the pattern fails the check; empty if it does not. */
  Optional<String> verdict() {
    if (!found && trouble.isEmpty()) {
      search(true);
    }
    if (!trouble.isEmpty()) {
      return Optional.of(trouble);
    }
    if (found == regex.inverted()) {
      return Optional.of(
          found
              ? "the body matches the pattern it must not match"
              : "the body does not match the pattern");
    }
    return Optional.empty();
  }

  /** Text that stops a matcher which goes astray: reading it fails once the time is up. */
  private static final class TimedText implements CharSequence {
    static final class Expired extends RuntimeException {
      Expired() {
        super("time is up", null, false, false);
      }
    }

    private final CharSequence text;
    private final long deadlineNanos;
    private int reads;

    TimedText(CharSequence text, long deadlineNanos) {
      this.text = text;
      this.deadlineNanos = deadlineNanos;
    }

    @Override
    public char charAt(int index) {
      if ((++reads & 0xfff) == 0 && System.nanoTime() - deadlineNanos > 0) {
        throw new Expired();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
