package org.lvsdirector.parser.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Patterns of include lines as glob(3) reads them with brace expansion: {@code *}, {@code ?},
 * {@code [a-z]}, {@code [!a]}, {@code \} before a character that stands for itself, {@code {a,b}}.
 */
public final class GlobPattern {
  private static final int ALTERNATIVES = 4096;

  private GlobPattern() {}

  /** The pattern holds an unescaped {@code *}, {@code ?} or {@code [}. */
  public static boolean hasWildcard(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '*' || c == '?' || c == '[') {
        return true;
      }
    }
    return false;
  }

  /** The text without the backslashes that protect characters. */
  public static String unescape(String pattern) {
    if (pattern.indexOf('\\') < 0) {
      return pattern;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '\\' && i + 1 < pattern.length()) {
        i++;
      }
      text.append(pattern.charAt(i));
    }
    return text.toString();
  }

  /**
   * The alternatives of a pattern in order; empty if there are more than {@value #ALTERNATIVES}.
   */
  public static Optional<List<String>> alternatives(String pattern) {
    List<String> done = new ArrayList<>();
    List<String> waiting = new ArrayList<>(List.of(pattern));
    while (!waiting.isEmpty()) {
      String next = waiting.removeLast();
      int open = openingBrace(next);
      if (open < 0) {
        done.add(next);
      } else {
        List<String> parts = parts(next, open);
        String tail = parts.removeLast();
        for (int i = parts.size() - 1; i >= 0; i--) {
          waiting.add(next.substring(0, open) + parts.get(i) + tail);
        }
      }
      if (done.size() + waiting.size() > ALTERNATIVES) {
        return Optional.empty();
      }
    }
    return Optional.of(done);
  }

  /** Index of the first brace that has a partner; {@code {}} stands for itself. */
  private static int openingBrace(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{' && !pattern.startsWith("{}", i)) {
        return closingBrace(pattern, i) < 0 ? -1 : i;
      }
    }
    return -1;
  }

  private static int closingBrace(String pattern, int open) {
    int depth = 0;
    for (int i = open; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The parts between the braces, and last what follows them. */
  private static List<String> parts(String pattern, int open) {
    int close = closingBrace(pattern, open);
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = open + 1;
    for (int i = open + 1; i < close; i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(pattern.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(pattern.substring(start, close));
    parts.add(pattern.substring(close + 1));
    return parts;
  }

  /** A file name matches one component of a pattern; a leading dot must be written. */
  public static boolean matches(String pattern, String name) {
    if (name.startsWith(".") && !pattern.startsWith(".") && !pattern.startsWith("\\.")) {
      return false;
    }
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length()) {
      int next = p < pattern.length() ? matchOne(pattern, p, name.charAt(n)) : -1;
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = ++p;
        resume = n;
      } else if (next >= 0) {
        p = next;
        n++;
      } else if (star >= 0) {
        p = star;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Index after the pattern element at {@code p} if it matches the character, else -1. */
  private static int matchOne(String pattern, int p, char c) {
    char wanted = pattern.charAt(p);
    if (wanted == '?') {
      return p + 1;
    }
    if (wanted == '[') {
      int close =
          pattern.indexOf(
              ']', p + (pattern.startsWith("[!]", p) || pattern.startsWith("[^]", p) ? 3 : 2));
      if (close > 0) {
        return inSet(pattern.substring(p + 1, close), c) ? close + 1 : -1;
      }
    }
    if (wanted == '\\' && p + 1 < pattern.length()) {
      return pattern.charAt(p + 1) == c ? p + 2 : -1;
    }
    return wanted == c ? p + 1 : -1;
  }

  private static boolean inSet(String set, char c) {
    boolean negated = set.startsWith("!") || set.startsWith("^");
    boolean found = false;
    for (int i = negated ? 1 : 0; i < set.length(); i++) {
      char low = set.charAt(i);
      if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
        found |= c >= low && c <= set.charAt(i + 2);
        i += 2;
      } else {
        found |= c == low;
      }
    }
    return found != negated;
  }
}
