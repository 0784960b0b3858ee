package org.lvsdirector.parser.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A physical line taken apart for layout: text, comment, and what kind of line it is.
 *
 * @param text the line without blanks at its ends and without its comment, as written
 * @param comment the comment with its mark, or empty
 * @param rigid its text must stay as it is: the place of its words on the line has a meaning
 */
record PhysicalLine(String text, String comment, boolean rigid) {
  static PhysicalLine of(String line) {
    String trimmed = trim(line);
    int comment = commentStart(trimmed);
    String text = trim(trimmed.substring(0, comment));
    return new PhysicalLine(text, trimmed.substring(comment), isRigid(text));
  }

  static String trim(String line) {
    int start = 0;
    int end = line.length();
    while (end > start && (isBlank(line.charAt(end - 1)) || line.charAt(end - 1) == '\r')) {
      end--;
    }
    while (start < end && isBlank(line.charAt(start))) {
      start++;
    }
    return line.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Where the comment begins (3.1 to 3.3), or the length of the line. */
  private static int commentStart(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '#' || c == '!')) {
        return i;
      }
    }
    return line.length();
  }

  /**
   * Conditions, sequences and includes act on the whole rest of their line, a {@code $} reference
   * may bring braces or must end the line (4.7), escapes and single quotes matter to scripts.
   */
  private static boolean isRigid(String text) {
    if (text.isEmpty()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '$' || c == '\\' || c == '\'' || c == '\f' || c == '\u000b') {
        return true;
      }
    }
    if (text.chars().filter(c -> c == '"').count() % 2 != 0) {
      return true;
    }
    for (String piece : split(text)) {
      if (piece.startsWith("@") || piece.startsWith("~") || piece.startsWith("include")) {
        return true;
      }
    }
    return false;
  }

  /** The text in pieces as braces split it (9.1), blanks between words made single. */
  List<String> pieces() {
    return rigid ? List.of(text) : split(text);
  }

  private static List<String> split(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (quoted || c == '"') {
        piece.append(c);
      } else if (c == '{' || c == '}') {
        addTrimmed(pieces, piece);
        pieces.add(String.valueOf(c));
      } else if (isBlank(c) || c == '\r') {
        if (!piece.isEmpty() && piece.charAt(piece.length() - 1) != ' ') {
          piece.append(' ');
        }
      } else {
        piece.append(c);
      }
    }
    addTrimmed(pieces, piece);
    return pieces;
  }

  private static void addTrimmed(List<String> pieces, StringBuilder piece) {
    String text = trim(piece.toString());
    if (!text.isEmpty()) {
      pieces.add(text);
    }
    piece.setLength(0);
  }

  /**
   * Opening minus closing braces outside of double quotes, not counting those of {@code ${NAME}}.
   */
  int braces() {
    int net = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '$' && text.startsWith("${", i)) {
        int close = text.indexOf('}', i);
        i = close < 0 ? text.length() : close;
      } else if (!quoted) {
        net += c == '{' ? 1 : c == '}' ? -1 : 0;
      }
    }
    return net;
  }

  /** The condition in front, as {@code @id}, or empty. */
  String condition() {
    if (!text.startsWith("@")) {
      return "";
    }
    int end = 0;
    while (end < text.length() && !isBlank(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  /** The text is {@code $NAME=…}, perhaps with a condition in front. */
  boolean isDefinition() {
    String rest = trim(text.substring(condition().length()));
    if (!rest.startsWith("$")) {
      return false;
    }
    int i = 1;
    while (i < rest.length()
        && (Character.isLetterOrDigit(rest.charAt(i)) || rest.charAt(i) == '_')) {
      i++;
    }
    return i > 1
        && i < rest.length()
        && rest.charAt(i) == '='
        && !Character.isDigit(rest.charAt(1));
  }

  /** The text ends in the continuation mark of definitions. */
  boolean continues() {
    int i = text.length();
    while (i > 0 && text.charAt(i - 1) == '\\') {
      i--;
    }
    return (text.length() - i) % 2 == 1;
  }

  boolean isEmpty() {
    return text.isEmpty() && comment.isEmpty();
  }

  /** The text up to its first blank; all of it if that lies within quotes or is escaped. */
  static String firstWord(String text) {
    int i = 0;
    while (i < text.length() && !isBlank(text.charAt(i))) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'' || c == '\\') {
        return text;
      }
      i++;
    }
    return text.substring(0, i);
  }

  /** The text with a single blank after its first word and before a brace at its end. */
  String spaced() {
    String word = firstWord(text);
    String rest = trim(text.substring(word.length()));
    String joined = rest.isEmpty() ? word : word + " " + rest;
    if (!opensBlock() || joined.length() < 2) {
      return joined;
    }
    return trim(joined.substring(0, joined.length() - 1)) + " {";
  }

  /** The line is a keyword with words and, after a blank, an opening brace at its end. */
  boolean opensBlock() {
    boolean brace = text.endsWith(" {") || text.endsWith("\t{");
    return brace
        && braces() == 1
        && "@~}$".indexOf(text.charAt(0)) < 0
        && !text.startsWith("include");
  }
}
