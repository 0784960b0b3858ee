package org.lvsdirector.parser.syntax;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks an include line can ask for (parser semantics 8). */
enum IncludeCheck {
  READABLE("readable"),
  MATCH("match"),
  WILDCARD("wildcard_match"),
  BRACE("brace_match");

  private final String word;

  IncludeCheck(String word) {
    this.word = word;
  }

  /** The words that begin an include line. */
  static final Set<String> DIRECTIVES =
      Set.of("include", "includer", "includem", "includew", "includeb", "includea");

  /** An include line. */
  record Directive(Set<IncludeCheck> checks, String pattern) {
    Directive {
      checks = Set.copyOf(checks);
    }
  }

  /**
   * The include on this line, or null if it is none; {@code include} needs a blank and a pattern
   * after it.
   */
  static @Nullable Directive directive(LineText line) {
    if (!line.startsWith("include")) {
      return null;
    }
    int i = line.from + 7;
    if (i >= line.to) {
      return null;
    }
    Set<IncludeCheck> checks =
        switch (line.charAt(i)) {
          case ' ', '\t' -> EnumSet.noneOf(IncludeCheck.class);
          case 'r' -> EnumSet.of(READABLE);
          case 'm' -> EnumSet.of(MATCH);
          case 'w' -> EnumSet.of(WILDCARD);
          case 'b' -> EnumSet.of(BRACE);
          case 'a' -> EnumSet.allOf(IncludeCheck.class);
          default -> null;
        };
    if (checks == null) {
      return null;
    }
    if (!LineText.isBlank(line.charAt(i))) {
      i++;
    }
    if (i >= line.to || !LineText.isBlank(line.charAt(i))) {
      return null;
    }
    LineText pattern = line.slice(i, line.to).trimmed();
    return pattern.isEmpty() ? null : new Directive(checks, pattern.toString());
  }

  /**
   * Applies the words of an {@code include_check} statement (8.4): a bare word replaces the set,
   * {@code +word} adds, {@code -word} removes, no word means all.
   *
   * @return the first word that is not a check
   */
  static Optional<String> apply(EnumSet<IncludeCheck> checks, List<String> words) {
    if (words.isEmpty()) {
      checks.addAll(EnumSet.allOf(IncludeCheck.class));
    }
    boolean first = true;
    for (String word : words) {
      boolean signed = word.startsWith("+") || word.startsWith("-");
      IncludeCheck check = byWord(signed ? word.substring(1) : word);
      if (check == null) {
        return Optional.of(word);
      }
      if (first && !signed) {
        checks.clear();
      }
      first = false;
      if (word.startsWith("-")) {
        checks.remove(check);
      } else {
        checks.add(check);
      }
    }
    return Optional.empty();
  }

  private static @Nullable IncludeCheck byWord(String word) {
    for (IncludeCheck check : values()) {
      if (check.word.equals(word)) {
        return check;
      }
    }
    return null;
  }
}
