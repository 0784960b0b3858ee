package org.lvsdirector.parser.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.SourceRange;

/** Takes in {@code $NAME=value} lines, whose value may go on over several lines (4.1 to 4.3). */
final class DefinitionReader {
  private final Definitions definitions;
  private final LineSource source;
  private @Nullable Open open;

  /** A definition whose value goes on. */
  private record Open(String name, List<LineText> lines, SourceRange where, boolean own) {}

  DefinitionReader(Definitions definitions, LineSource source) {
    this.definitions = definitions;
    this.source = source;
  }

  /** A value goes on with the next line. */
  boolean goesOn() {
    return open != null;
  }

  /** The value that goes on was begun on a line with our prefix. */
  boolean own() {
    return open != null && open.own;
  }

  /** Takes in a definition; false if the line is none. */
  boolean begin(LineText line, boolean own) {
    int start = line.from + 1;
    int end = start + Definitions.nameLength(line.text, start, line.to);
    if (end == start || end >= line.to || line.charAt(end) != '=') {
      return false;
    }
    String name = line.text.substring(start, end);
    LineText value = line.slice(end + 1, line.to).trimmed();
    SourceRange where = value.isEmpty() ? line.range() : value.range();
    if (value.isEmpty() || !Comments.endsInMark(value)) {
      definitions.define(name, new Definitions.Single(value.toString(), Optional.of(where)));
      return true;
    }
    Open opened = new Open(name, new ArrayList<>(), where, own);
    addLine(opened, value);
    open = opened;
    return true;
  }

  /** Adds a line to the value that goes on, and ends it if this is its last one. */
  void add(LineText line) {
    Open definition = open;
    if (definition != null && !line.isEmpty()) {
      addLine(definition, line);
      if (Comments.endsInMark(line)) {
        return;
      }
    }
    close();
  }

  /** The value that goes on, if any, ends here. */
  void close() {
    Open definition = open;
    if (definition != null) {
      open = null;
      definitions.define(
          definition.name, new Definitions.Multi(definition.lines, definition.where));
    }
  }

  private void addLine(Open definition, LineText line) {
    LineText content =
        Comments.endsInMark(line) ? line.slice(line.from, line.to - 1).trimmed() : line;
    if (content.isEmpty()) {
      return;
    }
    if (definition.lines.size() >= Limits.DEFINITION_LINES) {
      source.report(
          Diagnostic.error(
              ErrorClass.GENERAL_ERROR,
              "$"
                  + definition.name
                  + " has more than "
                  + Limits.DEFINITION_LINES
                  + " lines; the rest is dropped",
              line.range()));
      return;
    }
    definition.lines.add(content);
  }
}
