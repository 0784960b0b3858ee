package org.lvsdirector.parser.source;

import java.util.Locale;
import java.util.Set;

/**
 * Masks secrets in source lines before they are shown. A line that names a secret keeps its keyword
 * and loses the rest, so that no way of quoting or splitting can let a part through; the length is
 * kept, and with it the columns.
 */
public final class Secrets {
  private static final Set<String> KEYWORDS =
      Set.of("auth_pass", "password", "passphrase", "key", "secret", "smtp_password");

  /** Those in which a slip can be told from another word. */
  private static final Set<String> LONG_KEYWORDS = Set.of("auth_pass", "password", "passphrase");

  private Secrets() {}

  /** The word is a keyword whose value must not be shown. */
  public static boolean isSecret(String keyword) {
    return KEYWORDS.contains(keyword.toLowerCase(Locale.ROOT));
  }

  /**
   * A line of a file as it may be shown: as {@link #mask} has it, and without a word if the line
   * before it is a secret keyword that lacks its value.
   */
  public static String shown(SourceFile file, int line) {
    String text = file.line(line);
    int before = line - 1;
    while (before > 0 && file.line(before).isBlank()) {
      before--;
    }
    boolean value = before > 0 && isSecretWord(file.line(before).strip());
    return value ? stars(text) : mask(text);
  }

  /** The line with the values of secret keywords replaced by stars. */
  public static String mask(String line) {
    StringBuilder masked = null;
    boolean first = true;
    int i = 0;
    while (i < line.length()) {
      int start = i;
      while (i < line.length() && isWordCharacter(line.charAt(i))) {
        i++;
      }
      if (i > start && isSecretWord(line.substring(start, i))) {
        if (!first && line.substring(i).isBlank()) {
          return stars(line.substring(0, start)) + line.substring(start);
        }
        masked = masked == null ? new StringBuilder(line) : masked;
        i = starOut(masked, i);
      }
      first &= i == start;
      i = i == start ? i + 1 : i;
    }
    return masked == null ? line : masked.toString();
  }

  /**
   * A definition called {@code $VRRP_PASS} holds a secret as well, and so does a keyword with a
   * slip in it.
   */
  private static boolean isSecretWord(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return KEYWORDS.contains(lower)
        || lower.contains("pass")
        || lower.contains("secret")
        || (lower.startsWith("auth_") && !lower.equals("auth_hmac"))
        || Suggestions.nearest(lower, LONG_KEYWORDS).isPresent();
  }

  private static boolean isWordCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static String stars(String text) {
    StringBuilder line = new StringBuilder(text);
    starOut(line, 0);
    return line.toString();
  }

  private static int starOut(StringBuilder line, int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != ' ' && c != '\t' && c != '=') {
        line.setCharAt(i, '*');
      }
    }
    return line.length();
  }
}
