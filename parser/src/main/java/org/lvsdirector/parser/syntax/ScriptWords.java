package org.lvsdirector.parser.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The second splitting of script-valued lines (parser semantics 13). First {@link #words} splits
 * the raw line, where both kinds of quotes group and a backslash protects the next character but
 * stays; then {@link #argv} splits the command word once more and decodes the escapes.
 */
public final class ScriptWords {
  private ScriptWords() {}

  /**
   * Words of a line or of a command.
   *
   * @param words what could be read
   * @param problem what is wrong with the text; the script is then not set
   */
  public record Split(List<String> words, Optional<String> problem) {
    public Split {
      words = List.copyOf(words);
    }
  }

  /**
   * The words of a script line: keyword, command, user, group. Quotes are removed, escapes are
   * kept.
   *
   * @param rawLine {@link Statement#rawLine}
   */
  public static Split words(String rawLine) {
    return new Splitter(rawLine, false).split();
  }

  /**
   * The command and its arguments, escapes decoded. A quote that opens with the very last character
   * is not missed, as in keepalived.
   */
  public static Split argv(String command) {
    return new Splitter(command, true).split();
  }

  private static final class Splitter {
    private final String text;
    private final boolean decode;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private char quote;
    private int i;

    Splitter(String text, boolean decode) {
      this.text = text;
      this.decode = decode;
    }

    Split split() {
      while (i < text.length()) {
        char c = text.charAt(i);
        if (c == '\\') {
          if (i + 1 >= text.length()) {
            return new Split(words, Optional.of("a backslash at the end protects nothing"));
          }
          inWord = true;
          escape();
        } else if (quote != 0) {
          quoted(c);
        } else if (c == '"' || c == '\'') {
          quote = c;
          inWord = true;
          i++;
        } else if (Lexer.isSeparator(c)) {
          endWord();
          i++;
        } else {
          inWord = true;
          word.append(c);
          i++;
        }
      }
      boolean last = decode && quote != 0 && text.charAt(text.length() - 1) == quote;
      if (quote != 0 && !last) {
        return new Split(words, Optional.of("the closing " + quote + " is missing"));
      }
      endWord();
      return new Split(words, Optional.empty());
    }

    private void quoted(char c) {
      if (c == quote) {
        quote = 0;
      } else {
        word.append(c);
      }
      i++;
    }

    private void endWord() {
      if (inWord) {
        words.add(word.toString());
        word.setLength(0);
        inWord = false;
      }
    }

    private void escape() {
      if (!decode) {
        word.append(text, i, i + 2);
        i += 2;
        return;
      }
      char c = text.charAt(i + 1);
      i += 2;
      switch (c) {
        case 'a' -> word.append('\u0007');
        case 'b' -> word.append('\b');
        case 'E' -> word.append('\u001b');
        case 'f' -> word.append('\f');
        case 'n' -> word.append('\n');
        case 'r' -> word.append('\r');
        case 't' -> word.append('\t');
        case 'v' -> word.append('\u000b');
        case 'x' -> number(c, 16, 2);
        case 'c' -> control();
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          i--;
          number(c, 8, 3);
        }
        default -> word.append(c);
      }
    }

    /** Up to {@code most} digits; without any the escape stands for its own character. */
    private void number(char escape, int radix, int most) {
      int value = 0;
      int count = 0;
      while (count < most && i < text.length() && text.charAt(i) < 128) {
        int digit = Character.digit(text.charAt(i), radix);
        if (digit < 0) {
          break;
        }
        value = value * radix + digit;
        count++;
        i++;
      }
      word.append(count == 0 ? escape : (char) (value & 0xff));
    }

    private void control() {
      if (i < text.length()) {
        word.append((char) (text.charAt(i) & 0x1f));
        i++;
      } else {
        word.append('c');
      }
    }
  }
}
