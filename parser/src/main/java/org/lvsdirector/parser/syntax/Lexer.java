package org.lvsdirector.parser.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a line into words (parser semantics 10). Words that occur again share their text:
 * configurations of many real servers consist of a few words repeated.
 */
final class Lexer {
  private static final int CACHE = 1 << 14;

  private final @Nullable String[] cache = new @Nullable String[CACHE];
  private final List<Word> words = new ArrayList<>();

  /** The line split last has a double quote without partner; what follows it was dropped (10.3). */
  boolean openQuote;

  /** Index of that quote. */
  int openQuoteAt;

  /** The words of a line; the list is valid until the next call. */
  List<Word> split(LineText line) {
    words.clear();
    openQuote = false;
    int i = line.from;
    while (true) {
      while (i < line.to && isSeparator(line.charAt(i))) {
        i++;
      }
      if (i >= line.to) {
        return words;
      }
      if (line.charAt(i) == '"') {
        int close = line.text.indexOf('"', i + 1, line.to);
        if (close < 0) {
          openQuote = true;
          openQuoteAt = i;
          return words;
        }
        words.add(line.word(shared(line.text, i + 1, close), true, i, close + 1));
        i = close + 1;
      } else {
        i = plainWord(line, i);
      }
    }
  }

  private int plainWord(LineText line, int start) {
    int i = start;
    int hash = 0;
    while (i < line.to) {
      char c = line.charAt(i);
      if (c == '"' || isSeparator(c)) {
        break;
      }
      hash = hash * 31 + c;
      i++;
    }
    words.add(line.word(shared(line.text, start, i, hash), false, start, i));
    return i;
  }

  static boolean isSeparator(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** The text between two indexes, the same object as last time if it is still known. */
  String shared(String text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + text.charAt(i);
    }
    return shared(text, from, to, hash);
  }

  private String shared(String text, int from, int to, int hash) {
    int slot = (hash ^ (hash >>> 15)) & (CACHE - 1);
    String known = cache[slot];
    if (known != null && known.length() == to - from && text.startsWith(known, from)) {
      return known;
    }
    String fresh = text.substring(from, to);
    cache[slot] = fresh;
    return fresh;
  }
}
