package org.lvsdirector.parser.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.Origin;
import org.lvsdirector.parser.source.SourceRange;

/**
 * The lines that values of several lines and repetitions still have to give; of these the one begun
 * last is read first (parser semantics 4 and 6).
 */
final class ExpandingLines {
  private final Definitions definitions;
  private final LineSource source;
  private final Deque<Expanding> stack = new ArrayDeque<>();
  private int lines;
  private boolean stopped;

  /** The line answered last is read by us alone. */
  boolean own;

  /** Lines still to be read from a value or a repetition. */
  private static final class Expanding {
    private final Expansion.@Nullable Pending value;
    private final @Nullable Sequence sequence;
    private final LineText text;
    private final boolean own;
    private long next;

    Expanding(
        Expansion.@Nullable Pending value,
        @Nullable Sequence sequence,
        LineText text,
        boolean own) {
      this.value = value;
      this.sequence = sequence;
      this.text = text;
      this.own = own;
    }
  }

  ExpandingLines(Definitions definitions, LineSource source) {
    this.definitions = definitions;
    this.source = source;
  }

  void begin(Expansion.Pending value, LineText text, boolean own) {
    stack.push(new Expanding(value, null, text, own));
  }

  void begin(Sequence sequence, LineText text, boolean own) {
    stack.push(new Expanding(null, sequence, text, own));
  }

  boolean isEmpty() {
    return stack.isEmpty();
  }

  int depth() {
    return stack.size();
  }

  /** Names of the values that are being read. */
  Set<String> names() {
    if (stack.isEmpty()) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    for (Expanding each : stack) {
      if (each.value != null) {
        names.add(each.value.name());
      }
    }
    return names;
  }

  /**
   * The next line of the innermost value or repetition; null if it has come to its end and was
   * removed.
   */
  @Nullable LineText next() {
    Expanding top = stack.getFirst();
    own = top.own;
    if (++lines > Limits.EXPANDED_LINES) {
      stop(Limits.EXPANDED_LINES + " lines", top.text.range());
      return null;
    }
    Expansion.Pending value = top.value;
    if (value != null) {
      // A value stays on the stack while its last line is read, so that it is found if that line
      // uses it again.
      if (top.next >= value.lines().size()) {
        stack.pop();
        lines--;
        return null;
      }
      return value.line((int) top.next++).trimmed();
    }
    return repeat(top);
  }

  /** The rest of a line that was cut at a brace counts as a line of its own. */
  void countOne() {
    lines++;
  }

  /** A mistake that would fill all memory or never end; said once, at the line that went on. */
  void stop(String limit, SourceRange where) {
    if (!stopped) {
      stopped = true;
      source.report(
          Diagnostic.error(
              ErrorClass.GENERAL_ERROR,
              "definitions and sequences add more than " + limit + "; the rest is dropped",
              where));
    }
    lines = Limits.EXPANDED_LINES;
    stack.clear();
  }

  private @Nullable LineText repeat(Expanding top) {
    Sequence sequence = top.sequence;
    if (sequence == null || top.next >= sequence.count) {
      stack.pop();
      return null;
    }
    long index = top.next++;
    StringBuilder name = new StringBuilder("sequence");
    for (int i = 0; i < sequence.names().size(); i++) {
      String variable = sequence.names().get(i);
      String value = sequence.value(index, i);
      definitions.define(variable, new Definitions.Single(value, Optional.of(top.text.range())));
      name.append(i == 0 ? " with " : ", ").append(variable).append('=').append(value);
    }
    if (top.next >= sequence.count) {
      stack.pop();
    }
    LineText text = top.text.slice(sequence.textStart, top.text.to);
    return text.isEmpty()
        ? null
        : text.withOrigin(new Origin(Origin.Kind.REPEATED, name.toString(), top.text.range()));
  }
}
