package org.lvsdirector.parser.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.Origin;
import org.lvsdirector.parser.source.Severity;
import org.lvsdirector.parser.source.SourceFile;
import org.lvsdirector.parser.source.SourceLoader;
import org.lvsdirector.parser.source.SourceRange;

/**
 * Lines as the block parser reads them: conditions decided, definitions taken in and replaced,
 * sequences repeated, files included, and split so that a brace is a line of its own (parser
 * semantics 1.5, 4 to 9).
 *
 * <p>A line passes each step once. What remains after a brace is a new line, and so is each line of
 * a multi-line value and each repetition; of these the one begun last is read first, and all of
 * them before the next line of a file.
 */
final class LogicalLines {
  /** The condition that is true for us and false for keepalived. */
  static final String OWN_ID = "lvs_director";

  private final ReadOptions options;
  private final LineSource source;
  private final Includes includes;
  private final Definitions definitions;
  private final Deque<Expanding> expanding = new ArrayDeque<>();
  private @Nullable LineText residue;
  private boolean residueOwn;
  private boolean residueExpanded;
  private @Nullable OpenDefinition open;
  private int expandedLines;
  private long replacedCharacters;
  private boolean expanded;
  private boolean stopped;
  private int flags;
  private boolean direct;
  private boolean plainInclude;
  private boolean own;

  /**
   * A child process sees other lines than the parent: an escaped comment mark, or an include it
   * runs itself (3.4, 7.4).
   */
  boolean childrenDiffer;

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

  /** A definition whose value goes on. */
  private record OpenDefinition(
      String name, List<LineText> lines, SourceRange where, boolean own) {}

  LogicalLines(SourceLoader loader, ReadOptions options, LineSource source) {
    this.options = options;
    this.source = source;
    this.includes = new Includes(loader, source);
    this.definitions = new Definitions(options);
  }

  boolean includeCheckFailed() {
    return includes.checkFailed;
  }

  LineSource source() {
    return source;
  }

  /** The line answered last is read by us alone. */
  boolean own() {
    return own;
  }

  /** Seed of {@code ${_RANDOM}}, from the keyword {@code random_seed}. */
  void seed(long seed) {
    definitions.seed(seed);
  }

  /**
   * Changes the include checks for the rest of the current file; answers the first word that is no
   * check.
   */
  Optional<String> includeChecks(List<String> words) {
    LineSource.Frame frame = source.top();
    return frame == null || frame.virtual
        ? Optional.empty()
        : IncludeCheck.apply(frame.checks, words);
  }

  /** The next line, never empty; a brace is a line of its own. Null at the end. */
  @Nullable LineText next() {
    while (true) {
      LineText line = fetch();
      if (line == null) {
        close();
        return null;
      }
      LineText result = process(line);
      if (result != null) {
        return result;
      }
    }
  }

  private @Nullable LineText fetch() {
    direct = false;
    plainInclude = false;
    flags = LineSource.ANY;
    LineText rest = residue;
    if (rest != null) {
      residue = null;
      own = residueOwn;
      expanded = residueExpanded;
      return rest;
    }
    expanded = true;
    while (!expanding.isEmpty()) {
      LineText line = expand(expanding.getFirst());
      if (line != null) {
        return line;
      }
    }
    LineText line = source.next();
    direct = true;
    expanded = false;
    own = source.own;
    flags = source.flags;
    return line;
  }

  /**
   * The next line of the innermost value or repetition; null if it has come to its end and was
   * removed.
   */
  private @Nullable LineText expand(Expanding top) {
    own = top.own;
    if (++expandedLines > Limits.EXPANDED_LINES) {
      stopExpanding(Limits.EXPANDED_LINES + " lines", top.text.range());
      return null;
    }
    Expansion.Pending value = top.value;
    if (value != null) {
      // A value stays on the stack while its last line is read, so that it is found if that line
      // uses it again.
      if (top.next >= value.lines().size()) {
        expanding.pop();
        expandedLines--;
        return null;
      }
      return value.line((int) top.next++).trimmed();
    }
    return repeat(top);
  }

  /** A mistake that would fill all memory or never end; said once, at the line that went on. */
  private void stopExpanding(String limit, SourceRange where) {
    if (!stopped) {
      stopped = true;
      error("definitions and sequences add more than " + limit + "; the rest is dropped", where);
    }
    expandedLines = Limits.EXPANDED_LINES;
    expanding.clear();
  }

  private @Nullable LineText repeat(Expanding top) {
    Sequence sequence = top.sequence;
    if (sequence == null || top.next >= sequence.count) {
      expanding.pop();
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
      expanding.pop();
    }
    LineText text = top.text.slice(sequence.textStart, top.text.to);
    return text.isEmpty()
        ? null
        : text.withOrigin(new Origin(Origin.Kind.REPEATED, name.toString(), top.text.range()));
  }

  private @Nullable LineText process(LineText given) {
    if (direct) {
      record(given);
    }
    OpenDefinition definition = open;
    if (definition != null && continueDefinition(definition, given)) {
      return null;
    }
    LineText line = given;
    if (!line.isEmpty() && line.first() == '@') {
      line = condition(line);
    }
    if (line.isEmpty()) {
      return null;
    }
    char first = line.first();
    if (first == '$' && define(line)) {
      return null;
    }
    if (first == '~' && Sequence.isSequence(line)) {
      startSequence(line);
      return null;
    }
    if (first != '~' && (flags & LineSource.DOLLAR) != 0 && line.indexOf('$') >= 0) {
      line = replace(line);
      if (line.isEmpty()) {
        return null;
      }
    }
    if (line.first() == 'i' && include(line)) {
      return null;
    }
    return (flags & LineSource.BRACE) == 0 ? line : splitAtBrace(line);
  }

  /**
   * Writes the line for the children, unless it is a plain include line, whose files stand in its
   * place (1.2, 7.4).
   */
  private void record(LineText line) {
    if (source.readsCopy() || source.own) {
      return;
    }
    plainInclude =
        open == null
            && !line.isEmpty()
            && line.first() == 'i'
            && IncludeCheck.directive(line) != null;
    if (!plainInclude && (!line.isEmpty() || open != null) && !isOwnInclude(line)) {
      source.record(line);
    }
    childrenDiffer |= source.unescaped;
  }

  private static boolean isOwnInclude(LineText line) {
    if (!line.startsWith("@" + OWN_ID)) {
      return false;
    }
    LineText rest = line.slice(line.from + OWN_ID.length() + 1, line.to).trimmed();
    return IncludeCheck.directive(rest) != null;
  }

  /**
   * Decides a line with {@code @id} or {@code @^id} in front; empty if it is not for us (7.1, 7.2).
   */
  private LineText condition(LineText line) {
    int start = line.from + 1;
    boolean negated = start < line.to && line.charAt(start) == '^';
    if (negated) {
      start++;
    }
    int end = start;
    while (end < line.to && !LineText.isBlank(line.charAt(end))) {
      end++;
    }
    String id = line.text.substring(start, end);
    LineText rest = line.slice(end, line.to).trimmed();
    if (id.equals(OWN_ID)) {
      own |= !negated;
      return negated ? line.slice(line.to, line.to) : rest;
    }
    return id.equals(options.configId()) == negated ? line.slice(line.to, line.to) : rest;
  }

  /** Takes in {@code $NAME=value}; false if the line is no definition (4.1). */
  private boolean define(LineText line) {
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
    OpenDefinition opened = new OpenDefinition(name, new ArrayList<>(), where, own);
    addLine(opened, value);
    open = opened;
    return true;
  }

  /**
   * Adds a line to an open definition. A definition of ours goes on only on lines with our prefix:
   * keepalived does not see its beginning, so it takes a line without prefix as an ordinary one,
   * and so do we (answer false).
   */
  private boolean continueDefinition(OpenDefinition definition, LineText given) {
    LineText line = given;
    if (definition.own && !own) {
      if (!given.startsWith("@" + OWN_ID + " ")) {
        close();
        return given.isEmpty();
      }
      line = condition(given);
    }
    if (!line.isEmpty()) {
      addLine(definition, line);
      if (Comments.endsInMark(line)) {
        return true;
      }
    }
    close();
    return true;
  }

  private void addLine(OpenDefinition definition, LineText line) {
    LineText content =
        Comments.endsInMark(line) ? line.slice(line.from, line.to - 1).trimmed() : line;
    if (content.isEmpty()) {
      return;
    }
    if (definition.lines.size() >= Limits.DEFINITION_LINES) {
      error(
          "$"
              + definition.name
              + " has more than "
              + Limits.DEFINITION_LINES
              + " lines; the rest is dropped",
          line.range());
      return;
    }
    definition.lines.add(content);
  }

  private void close() {
    OpenDefinition definition = open;
    if (definition != null) {
      open = null;
      definitions.define(
          definition.name, new Definitions.Multi(definition.lines, definition.where));
    }
  }

  private void startSequence(LineText line) {
    Sequence.Parsed parsed = Sequence.parse(line, this::expandParameters);
    if (parsed.sequence() == null) {
      error(
          "this line is dropped, "
              + line.text.substring(line.from, line.from + 4)
              + " is malformed: "
              + parsed.complaint(),
          line.range());
    } else if (expanding.size() >= Limits.EXPANSION_DEPTH) {
      error(
          "sequences and values go more than "
              + Limits.EXPANSION_DEPTH
              + " deep; this one is dropped",
          line.range());
    } else {
      expanding.push(new Expanding(null, parsed.sequence(), line, own));
    }
  }

  private String expandParameters(String parameters) {
    LineText text =
        new LineText.Builder(new SourceLine(currentFile(), 0, Optional.empty()))
            .appendFor(parameters, SourceRange.wholeFile(currentFile()), Optional.empty())
            .build();
    return new Expansion(definitions, directory(), Set.of(), 0).replace(text).toString();
  }

  private SourceFile currentFile() {
    LineSource.Frame frame = source.top();
    return frame == null ? SourceFile.main("", "") : frame.file;
  }

  private String directory() {
    LineSource.Frame frame = source.top();
    return frame == null ? "" : frame.directory;
  }

  private LineText replace(LineText line) {
    if (replacedCharacters > Limits.REPLACED_CHARACTERS) {
      return line;
    }
    Expansion expansion =
        new Expansion(
            definitions, directory(), activeNames(), Limits.EXPANSION_DEPTH - expanding.size());
    LineText replaced = expansion.replace(line);
    replacedCharacters += expansion.copied();
    if (replacedCharacters > Limits.REPLACED_CHARACTERS) {
      stopExpanding(Limits.REPLACED_CHARACTERS + " characters", line.range());
      return line;
    }
    for (String complaint : expansion.errors()) {
      error(complaint, line.range());
    }
    expansion
        .notice()
        .ifPresent(text -> source.report(Diagnostic.warning(ErrorClass.OK, text, line.range())));
    for (Expansion.Pending pending : expansion.pending()) {
      expanding.push(new Expanding(pending, null, line, own));
    }
    if (replaced == line) {
      return line;
    }
    flags = LineSource.ANY;
    Comments comments = Comments.strip(replaced.trimmed());
    if (comments.openQuote) {
      source.openQuote(replaced);
    }
    return comments.line;
  }

  private Set<String> activeNames() {
    if (expanding.isEmpty()) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    for (Expanding each : expanding) {
      if (each.value != null) {
        names.add(each.value.name());
      }
    }
    return names;
  }

  private boolean include(LineText line) {
    IncludeCheck.Directive directive = IncludeCheck.directive(line);
    if (directive == null) {
      return false;
    }
    childrenDiffer |= !plainInclude && !own;
    includes.open(directive, line.range(), own);
    return true;
  }

  private LineText splitAtBrace(LineText line) {
    boolean quoted = false;
    for (int i = line.from; i < line.to; i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '}')) {
        int cut = i == line.from ? i + 1 : i;
        LineText rest = line.slice(cut, line.to).trimmed();
        residue = rest.isEmpty() ? null : rest;
        residueOwn = own;
        residueExpanded = expanded;
        if (expanded && residue != null) {
          expandedLines++;
        }
        return line.slice(line.from, cut).trimmed();
      }
    }
    return line;
  }

  private void error(String message, SourceRange range) {
    source.report(Diagnostic.of(Severity.ERROR, ErrorClass.GENERAL_ERROR, message, range));
  }

  /** Opens the main file. */
  void openMain(LineSource.Frame frame) {
    source.open(frame);
  }

  static EnumSet<IncludeCheck> initialChecks(ReadOptions options) {
    return options.allIncludeChecks()
        ? EnumSet.allOf(IncludeCheck.class)
        : EnumSet.noneOf(IncludeCheck.class);
  }
}
