package org.lvsdirector.parser.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A {@code ~SEQ}, {@code ~SEQx} or {@code ~LST} line taken apart (parser semantics 6). */
final class Sequence {
  private static final int PARAMETER_CHARACTERS = 63;

  private final List<String> names;
  private final List<List<String>> tuples;
  private final long start;
  private final long step;
  private final boolean hexadecimal;

  /** Number of repetitions. */
  final long count;

  /** Index in the line where the repeated text begins. */
  final int textStart;

  /** A sequence, or what is wrong with it. */
  record Parsed(@Nullable Sequence sequence, String complaint) {}

  private Sequence(
      String name, long start, long step, long count, boolean hexadecimal, int textStart) {
    this.names = List.of(name);
    this.tuples = List.of();
    this.start = start;
    this.step = step;
    this.count = count;
    this.hexadecimal = hexadecimal;
    this.textStart = textStart;
  }

  private Sequence(List<String> names, List<List<String>> tuples, int textStart) {
    this.names = names;
    this.tuples = tuples;
    this.start = 0;
    this.step = 0;
    this.count = tuples.size();
    this.hexadecimal = false;
    this.textStart = textStart;
  }

  /** The line is meant as a sequence, well formed or not. */
  static boolean isSequence(LineText line) {
    return line.startsWith("~SEQ") || line.startsWith("~LST");
  }

  List<String> names() {
    return names;
  }

  /**
   * Value of variable {@code variable} in repetition {@code index}; tuples that are too short give
   * empty values.
   */
  String value(long index, int variable) {
    if (!tuples.isEmpty()) {
      List<String> tuple = tuples.get((int) index);
      return variable < tuple.size() ? tuple.get(variable) : "";
    }
    long number = start + index * step;
    return hexadecimal ? Long.toHexString(number) : Long.toString(number);
  }

  /**
   * Takes a line apart.
   *
   * @param expand replaces {@code $} references in the parameters
   */
  static Parsed parse(LineText line, Function<String, String> expand) {
    String text = line.toString();
    int i = 4;
    boolean list = text.startsWith("~LST");
    boolean hexadecimal = !list && text.startsWith("x", i);
    if (hexadecimal) {
      i++;
    }
    i = skipBlanks(text, i);
    if (i >= text.length() || text.charAt(i) != '(') {
      return wrong("no \"(\" after " + text.substring(0, 4));
    }
    int close = text.indexOf(')', i);
    if (close < 0) {
      return wrong("no closing \")\"");
    }
    int rest = line.from + skipBlanks(text, close + 1);
    String inside = text.substring(i + 1, close);
    return list ? parseList(inside, rest) : parseNumbers(expand.apply(inside), hexadecimal, rest);
  }

  private static Parsed wrong(String complaint) {
    return new Parsed(null, complaint);
  }

  private static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && LineText.isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static Parsed parseNumbers(String inside, boolean hexadecimal, int rest) {
    if (inside.length() > PARAMETER_CHARACTERS) {
      return wrong("parameters longer than " + PARAMETER_CHARACTERS + " characters");
    }
    String[] parts = inside.split(",", -1);
    String name = parts[0].strip();
    if (!isName(name)) {
      return wrong("\"" + name + "\" is not a name for a variable");
    }
    if (parts.length < 2 || parts.length > 4) {
      return wrong(
          "expected (variable, end), (variable, start, end) or (variable, start, step, end)");
    }
    long[] numbers = new long[parts.length - 1];
    for (int i = 1; i < parts.length; i++) {
      Long number = Numbers.automaticBase(parts[i].strip());
      if (number == null) {
        return wrong("\"" + parts[i].strip() + "\" is not a number");
      }
      numbers[i - 1] = number;
    }
    return count(name, numbers, hexadecimal, rest);
  }

  private static Parsed count(String name, long[] numbers, boolean hexadecimal, int rest) {
    long end = numbers[numbers.length - 1];
    long start = numbers.length == 1 ? (end < 0 ? -1 : 1) : numbers[0];
    long step = numbers.length == 3 ? numbers[1] : (end < start ? -1 : 1);
    if (step == 0 || (step > 0 ? end < start : end > start)) {
      return wrong("step " + step + " never leads from " + start + " to " + end);
    }
    if (hexadecimal && (start < 0 || end < 0)) {
      return wrong("~SEQx takes no negative numbers");
    }
    return new Parsed(
        new Sequence(name, start, step, (end - start) / step + 1, hexadecimal, rest), "");
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && Definitions.nameLength(name, 0, name.length()) == name.length();
  }

  private static Parsed parseList(String inside, int rest) {
    List<List<String>> groups = new ArrayList<>();
    int i = 0;
    while (true) {
      List<String> group = new ArrayList<>();
      i = readGroup(inside, skipBlanks(inside, i), group);
      if (i < 0) {
        return wrong("expected ~LST(name, value, …) or ~LST({name, …}, {value, …}, …)");
      }
      groups.add(group);
      i = skipBlanks(inside, i);
      if (i >= inside.length()) {
        break;
      }
      if (inside.charAt(i++) != ',') {
        return wrong("values must be separated by commas");
      }
    }
    List<String> names = groups.removeFirst();
    if (groups.isEmpty()) {
      return wrong("no values");
    }
    for (String name : names) {
      if (!isName(name)) {
        return wrong("\"" + name + "\" is not a name for a variable");
      }
    }
    for (List<String> group : groups) {
      if (group.size() > names.size()) {
        return wrong("{" + String.join(",", group) + "} has more values than there are variables");
      }
    }
    return new Parsed(new Sequence(names, groups, rest), "");
  }

  /** Reads a value or a group of values in braces; answers the index after it or -1. */
  private static int readGroup(String text, int from, List<String> group) {
    if (from >= text.length() || text.charAt(from) != '{') {
      int end = valueEnd(text, from);
      group.add(text.substring(from, end));
      return end;
    }
    int i = from;
    do {
      i = skipBlanks(text, i + 1);
      int end = valueEnd(text, i);
      group.add(text.substring(i, end));
      i = skipBlanks(text, end);
    } while (i < text.length() && text.charAt(i) == ',');
    return i < text.length() && text.charAt(i) == '}' ? i + 1 : -1;
  }

  private static int valueEnd(String text, int from) {
    int i = from;
    while (i < text.length() && " \t,}".indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }
}
