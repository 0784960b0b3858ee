package org.lvsdirector.parser.syntax;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
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
  private final ExpandingLines expanding;
  private final DefinitionReader reader;
  private @Nullable LineText residue;
  private boolean residueOwn;
  private boolean residueExpanded;
  private boolean expanded;
  private long replacedCharacters;
  private int flags;
  private boolean direct;
  private boolean plainInclude;
  private boolean own;

  /**
   * A child process sees other lines than the parent: an escaped comment mark, or an include it
   * runs itself (3.4, 7.4).
   */
  boolean childrenDiffer;

  LogicalLines(SourceLoader loader, ReadOptions options, LineSource source) {
    this.options = options;
    this.source = source;
    this.includes = new Includes(loader, source);
    this.definitions = new Definitions(options);
    this.expanding = new ExpandingLines(definitions, source);
    this.reader = new DefinitionReader(definitions, source);
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
    Frame frame = source.top();
    return frame == null || frame.virtual
        ? Optional.empty()
        : IncludeCheck.apply(frame.checks, words);
  }

  /** The next line, never empty; a brace is a line of its own. Null at the end. */
  @Nullable LineText next() {
    while (true) {
      LineText line = fetch();
      if (line == null || source.exhausted) {
        reader.close();
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
      LineText line = expanding.next();
      own = expanding.own;
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

  private @Nullable LineText process(LineText given) {
    if (direct) {
      record(given);
    }
    if (reader.goesOn() && continueDefinition(given)) {
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
    if (first == '$' && reader.begin(line, own)) {
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
        !reader.goesOn()
            && !line.isEmpty()
            && line.first() == 'i'
            && IncludeCheck.directive(line) != null;
    if (!plainInclude && (!line.isEmpty() || reader.goesOn()) && !isOwnInclude(line)) {
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

  /**
   * Adds a line to an open definition. A definition of ours goes on only on lines with our prefix:
   * keepalived does not see its beginning, so it takes a line without prefix as an ordinary one,
   * and so do we (answer false).
   */
  private boolean continueDefinition(LineText given) {
    LineText line = given;
    if (reader.own() && !own) {
      if (!given.startsWith("@" + OWN_ID + " ")) {
        reader.close();
        return given.isEmpty();
      }
      line = condition(given);
    }
    reader.add(line);
    return true;
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
    } else if (expanding.depth() >= Limits.EXPANSION_DEPTH) {
      error(
          "sequences and values go more than "
              + Limits.EXPANSION_DEPTH
              + " deep; this one is dropped",
          line.range());
    } else {
      expanding.begin(parsed.sequence(), line, own);
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
    Frame frame = source.top();
    return frame == null ? SourceFile.main("", "") : frame.file;
  }

  private String directory() {
    Frame frame = source.top();
    return frame == null ? "" : frame.directory;
  }

  private LineText replace(LineText line) {
    if (replacedCharacters > Limits.REPLACED_CHARACTERS) {
      return line;
    }
    Expansion expansion =
        new Expansion(
            definitions,
            directory(),
            expanding.names(),
            Limits.EXPANSION_DEPTH - expanding.depth());
    LineText replaced = expansion.replace(line);
    replacedCharacters += expansion.copied();
    if (replacedCharacters > Limits.REPLACED_CHARACTERS) {
      expanding.stop(Limits.REPLACED_CHARACTERS + " characters", line.range());
      return line;
    }
    for (String complaint : expansion.errors()) {
      error(complaint, line.range());
    }
    expansion
        .notice()
        .ifPresent(text -> source.report(Diagnostic.warning(ErrorClass.OK, text, line.range())));
    for (Expansion.Pending pending : expansion.pending()) {
      expanding.begin(pending, line, own);
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
          expanding.countOne();
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
  void openMain(Frame frame) {
    source.open(frame);
  }

  static EnumSet<IncludeCheck> initialChecks(ReadOptions options) {
    return options.allIncludeChecks()
        ? EnumSet.allOf(IncludeCheck.class)
        : EnumSet.noneOf(IncludeCheck.class);
  }
}
