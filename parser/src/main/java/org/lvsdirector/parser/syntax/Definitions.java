package org.lvsdirector.parser.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.SourceRange;

/** The {@code $} definitions in force, the standard ones among them (parser semantics 4 and 5). */
final class Definitions {
  private final Map<String, Value> values = new HashMap<>();
  private final ReadOptions options;
  private long random;

  /** What a name stands for. */
  sealed interface Value {}

  /** One line of text. */
  record Single(CharSequence text, Optional<SourceRange> where) implements Value {}

  /**
   * A value that was continued over several lines; the lines are not empty, but there may be none.
   */
  record Multi(List<LineText> lines, SourceRange where) implements Value {
    Multi {
      lines = List.copyOf(lines);
    }
  }

  /** A standard definition. */
  enum Standard implements Value {
    PWD,
    INSTANCE,
    RANDOM,
    ENV,
    HASH,
    BANG
  }

  Definitions(ReadOptions options) {
    this.options = options;
    this.random = options.randomSeed();
    for (Standard standard : Standard.values()) {
      values.put("_" + standard.name(), standard);
    }
  }

  void seed(long seed) {
    random = seed;
  }

  void define(String name, Value value) {
    values.put(name, value);
  }

  @Nullable Value find(String name) {
    return values.get(name);
  }

  /** Length of the name at {@code start}, 0 if there is none; {@code [A-Za-z_][A-Za-z0-9_]*}. */
  static int nameLength(CharSequence text, int start, int end) {
    int i = start;
    while (i < end && isNameCharacter(text.charAt(i), i == start)) {
      i++;
    }
    return i - start;
  }

  static boolean isNameCharacter(char c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (!first && c >= '0' && c <= '9');
  }

  /** Parameters a standard definition takes, as least and most (parser semantics 5). */
  static int[] parameterCount(Standard standard) {
    return switch (standard) {
      case RANDOM -> new int[] {0, 2};
      case ENV -> new int[] {1, 1};
      case PWD, INSTANCE, HASH, BANG -> new int[] {0, 0};
    };
  }

  /** Outcome of evaluating a standard definition: the text, or a complaint, or both. */
  record Evaluated(@Nullable String text, @Nullable String complaint) {}

  Evaluated evaluate(Standard standard, List<String> parameters, String directory) {
    int[] count = parameterCount(standard);
    if (parameters.size() < count[0] || parameters.size() > count[1]) {
      String wanted =
          count[0] == count[1] ? String.valueOf(count[0]) : count[0] + " to " + count[1];
      return new Evaluated(
          null, "${_" + standard + "} takes " + wanted + " parameters, not " + parameters.size());
    }
    return switch (standard) {
      case PWD -> new Evaluated(directory, null);
      case INSTANCE -> new Evaluated(options.configId(), null);
      case HASH -> new Evaluated("#", null);
      case BANG -> new Evaluated("!", null);
      case ENV ->
          new Evaluated(options.environment().getOrDefault(parameters.getFirst(), ""), null);
      case RANDOM -> evaluateRandom(parameters);
    };
  }

  private Evaluated evaluateRandom(List<String> parameters) {
    List<Long> numbers = new ArrayList<>();
    for (String parameter : parameters) {
      Long number = Numbers.decimal(parameter);
      if (number == null || number > Integer.MAX_VALUE) {
        return new Evaluated(null, "${_RANDOM}: \"" + parameter + "\" is not a number");
      }
      numbers.add(number);
    }
    long least = numbers.isEmpty() ? 0 : numbers.getFirst();
    long most = numbers.size() < 2 ? 32767 : numbers.get(1);
    if (least > most) {
      return new Evaluated(
          Long.toString(least), "${_RANDOM}: minimum " + least + " is above maximum " + most);
    }
    return new Evaluated(
        Long.toString(least + Long.remainderUnsigned(next(), most - least + 1)), null);
  }

  /**
   * SplitMix64: the numbers need not be good, only the same for every process that reads the file.
   */
  private long next() {
    random += 0x9E3779B97F4A7C15L;
    long z = random;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) >>> 1;
  }
}
