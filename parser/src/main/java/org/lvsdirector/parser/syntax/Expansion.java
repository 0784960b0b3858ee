package org.lvsdirector.parser.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.Origin;
import org.lvsdirector.parser.source.SourceRange;

/**
 * Replacement of {@code $} references in one line (parser semantics 4.6 to 4.15, 5). Values are
 * replaced from left to right, and each inserted text is looked at again.
 */
final class Expansion {
  /** The remaining lines of a multi-line value, to be read after the line that used it. */
  record Pending(List<LineText> lines, String name, SourceRange place) {
    Pending {
      lines = List.copyOf(lines);
    }

    /** Line {@code index}, said to stand where the value is used. */
    LineText line(int index) {
      LineText written = lines.get(index);
      SourceLine at = new SourceLine(place.file(), place.line(), Optional.empty());
      return new LineText.Builder(at)
          .appendFor(written.toString(), place, Optional.of(originOf(name, written.range(), place)))
          .build();
    }
  }

  /** A reference found in a line. */
  private record Reference(String name, List<String> parameters, int start, int end) {}

  private final Definitions definitions;
  private final String directory;
  private final Set<String> active;
  private final int room;
  private final List<Pending> pending = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private @Nullable String notice;
  private long copied;

  /**
   * A replacement for one line.
   *
   * @param directory value of {@code ${_PWD}}
   * @param active names of the multi-line values that are being read
   * @param room how many multi-line values may still be opened
   */
  Expansion(Definitions definitions, String directory, Set<String> active, int room) {
    this.definitions = definitions;
    this.directory = directory;
    this.active = new HashSet<>(active);
    this.room = room;
  }

  /** How many characters were copied, lines given up included. */
  long copied() {
    return copied;
  }

  /** Remaining lines to read, the last one first. */
  List<Pending> pending() {
    return pending;
  }

  /** Complaints that keepalived counts as errors. */
  List<String> errors() {
    return errors;
  }

  /** A complaint that keepalived logs without counting it. */
  Optional<String> notice() {
    return Optional.ofNullable(notice);
  }

  LineText replace(LineText line) {
    LineText current = line;
    int count = 0;
    int index = current.indexOf('$');
    while (index >= 0) {
      Reference reference = referenceAt(current, index);
      LineText replaced = reference == null ? null : apply(current, reference);
      if (replaced == null) {
        index = current.text.indexOf('$', index + 1, current.to);
        continue;
      }
      copied += replaced.length();
      if (replaced.length() > Limits.REPLACED_LINE || ++count > Limits.REPLACEMENTS_PER_LINE) {
        complainOfLength(reference, replaced);
        return current;
      }
      int resume = index - current.from;
      current = replaced;
      if (startsWithTilde(current, resume)) {
        return current;
      }
      index = current.text.indexOf('$', resume, current.to);
    }
    return current;
  }

  private void complainOfLength(@Nullable Reference reference, LineText replaced) {
    String name = reference == null ? "$" : "$" + reference.name;
    if (replaced.length() > Limits.REPLACED_LINE) {
      notice =
          name
              + " makes the line longer than "
              + Limits.REPLACED_LINE
              + " characters; the rest stays as it is";
    } else {
      errors.add(
          name
              + " is replaced without end, its value seems to name itself; the rest stays as it is");
    }
  }

  private static boolean startsWithTilde(LineText line, int from) {
    int i = from;
    while (i < line.to && LineText.isBlank(line.charAt(i))) {
      i++;
    }
    return i < line.to && line.charAt(i) == '~';
  }

  private @Nullable LineText apply(LineText line, @Nullable Reference reference) {
    if (reference == null) {
      return null;
    }
    SourceRange place = line.range(reference.start, reference.end);
    return switch (definitions.find(reference.name)) {
      case null -> null;
      case Definitions.Single single ->
          reference.parameters.isEmpty()
              ? splice(
                  line,
                  reference,
                  single.text(),
                  single.where().map(where -> originOf(reference.name, where, place)))
              : null;
      case Definitions.Multi multi -> openMulti(line, reference, multi, place);
      case Definitions.Standard standard -> {
        Definitions.Evaluated value =
            definitions.evaluate(standard, reference.parameters, directory);
        if (value.complaint() != null) {
          errors.add(value.complaint());
        }
        yield value.text() == null ? null : splice(line, reference, value.text(), Optional.empty());
      }
    };
  }

  private @Nullable LineText openMulti(
      LineText line, Reference reference, Definitions.Multi multi, SourceRange place) {
    if (reference.end != line.to || !reference.parameters.isEmpty()) {
      return null;
    }
    if (!active.add(reference.name)) {
      errors.add("$" + reference.name + " is used in its own value; it stays as it is");
      return null;
    }
    if (pending.size() >= room) {
      errors.add(
          "more than "
              + Limits.EXPANSION_DEPTH
              + " values inside one another; $"
              + reference.name
              + " stays as it is");
      return null;
    }
    List<LineText> lines = multi.lines();
    if (lines.size() > 1) {
      pending.add(new Pending(lines.subList(1, lines.size()), reference.name, place));
    }
    LineText first = lines.isEmpty() ? null : lines.getFirst();
    return splice(
        line,
        reference,
        first == null ? "" : first.toString(),
        first == null
            ? Optional.empty()
            : Optional.of(originOf(reference.name, first.range(), place)));
  }

  private static LineText splice(
      LineText line, Reference reference, CharSequence value, Optional<Origin> origin) {
    return new LineText.Builder(line.at)
        .append(line, line.from, reference.start)
        .appendFor(value, line.range(reference.start, reference.end), origin)
        .append(line, reference.end, line.to)
        .build();
  }

  private static Origin originOf(String name, SourceRange where, SourceRange place) {
    SourceRange at =
        new SourceRange(
            where.file(), where.line(), where.column(), where.endColumn(), place.origin());
    return new Origin(Origin.Kind.EXPANDED, "$" + name, at);
  }

  private static @Nullable Reference referenceAt(LineText line, int dollar) {
    int start = dollar + 1;
    if (start < line.to && line.charAt(start) == '{') {
      return bracedReference(line, dollar);
    }
    int length = Definitions.nameLength(line.text, start, line.to);
    int end = start + length;
    if (length == 0 || (end < line.to && " \t,)".indexOf(line.charAt(end)) < 0)) {
      return null;
    }
    return new Reference(line.text.substring(start, end), List.of(), dollar, end);
  }

  /** {@code ${NAME}} or {@code ${NAME word word}}, with no blank before the closing brace (5.1). */
  private static @Nullable Reference bracedReference(LineText line, int dollar) {
    int start = dollar + 2;
    int end = start + Definitions.nameLength(line.text, start, line.to);
    if (end == start) {
      return null;
    }
    String name = line.text.substring(start, end);
    List<String> parameters = new ArrayList<>();
    while (end < line.to && LineText.isBlank(line.charAt(end))) {
      while (end < line.to && LineText.isBlank(line.charAt(end))) {
        end++;
      }
      int word = end;
      while (end < line.to && Definitions.isNameCharacter(line.charAt(end), false)) {
        end++;
      }
      if (end == word) {
        return null;
      }
      parameters.add(line.text.substring(word, end));
    }
    return end < line.to && line.charAt(end) == '}'
        ? new Reference(name, parameters, dollar, end + 1)
        : null;
  }
}
