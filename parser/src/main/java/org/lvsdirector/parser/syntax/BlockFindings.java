package org.lvsdirector.parser.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.Secrets;
import org.lvsdirector.parser.source.SourceFile;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.parser.source.Suggestions;
import org.lvsdirector.parser.syntax.Schema.Entry;
import org.lvsdirector.parser.syntax.Schema.Kind;

/**
 * What {@link BlockParser} has to complain of, in words that say where the slip probably is: one
 * brace too few or too many makes every line after it look wrong.
 */
final class BlockFindings {
  private static final int SUGGESTIONS = 200;
  private static final int HOMES = 3;

  /** Blocks in which a word that is no keyword may be a password on a line of its own. */
  private static final Set<String> SECRET_BLOCKS = Set.of("authentication", "auth_hmac", "SSL");

  private final LogicalLines lines;
  private final Schema schema;
  private final Findings findings;
  private final Deque<Word> open = new ArrayDeque<>();
  private @Nullable SourceRange suspect;
  private @Nullable SourceRange surplus;
  private boolean run;
  private int unknown;

  BlockFindings(LogicalLines lines, Schema schema, Findings findings) {
    this.lines = lines;
    this.schema = schema;
    this.findings = findings;
  }

  /** A block begins. */
  void opened(Word keyword) {
    open.push(keyword);
    run = false;
  }

  /** The block begun last ends at a brace; one that ends with the text stays open. */
  void closed() {
    open.poll();
  }

  /** A statement with a keyword that belongs here. */
  void known() {
    run = false;
  }

  // ---- braces

  void surplusBrace(SourceRange at) {
    surplus = at;
    report(
        Diagnostic.error(ErrorClass.UNEXPECTED_EOB, "closing brace without an opening one", at)
            .withHint("remove it, or look for a brace too many above"));
  }

  /** A closing brace outside of all blocks; said once if the braces do not match either. */
  void braceAtRoot(SourceRange at) {
    if (!at.equals(surplus)) {
      report(
          Diagnostic.error(
              ErrorClass.UNKNOWN_KEYWORD,
              "closing brace outside of all blocks, as its opening one was ignored",
              at));
    }
  }

  void unexpectedBlock(List<String> path, SourceRange at) {
    report(
        Diagnostic.error(
                ErrorClass.UNEXPECTED_BOB,
                "a block is not expected here, its opening brace is ignored",
                at)
            .withHint(
                path.isEmpty()
                    ? "its lines are read as keywords of the file itself"
                    : "its lines are read as keywords of "
                        + path.getLast()
                        + ", and its closing brace closes that"));
  }

  void missingBraces(int depth, SourceFile file) {
    Diagnostic missing =
        Diagnostic.error(
            ErrorClass.MISSING_EOB,
            depth == 1 ? "a closing brace is missing" : depth + " closing braces are missing",
            lastRange(file));
    Word innermost = open.peek();
    SourceRange before = suspect;
    if (before != null) {
      missing = missing.withHint("probably before " + before.start());
    } else if (innermost != null) {
      missing =
          missing.withHint(
              innermost.text() + " of " + innermost.range().start() + " is not closed");
    }
    report(missing);
  }

  private static SourceRange lastRange(SourceFile file) {
    int end = file.text().length();
    int last = 1;
    for (int i = file.text().indexOf('\n');
        i >= 0 && i + 1 < end;
        i = file.text().indexOf('\n', i + 1)) {
      last++;
    }
    int column = file.line(last).length() + 1;
    return new SourceRange(file, last, column, column, Optional.empty());
  }

  void missingOpeningBrace(Word keyword, Entry entry) {
    String message = "no opening brace after \"" + keyword.text() + "\"";
    report(
        entry.kind() == Kind.BLOCK
            ? Diagnostic.error(ErrorClass.MISSING_BOB, message, keyword.range())
                .withHint("the lines up to the next closing brace are read as its block")
            : Diagnostic.warning(ErrorClass.OK, message, keyword.range())
                .withHint("the lines up to the next closing brace are read as its entries"));
  }

  void extraWords(Word keyword, Word first) {
    report(
        Diagnostic.error(
                ErrorClass.GENERAL_ERROR,
                keyword.text() + " takes no words before its block, ignored",
                first.range())
            .withHint("what belongs to it stands between the braces, one entry a line"));
  }

  void ignoredBlock(String why, SourceRange at) {
    report(Diagnostic.error(ErrorClass.GENERAL_ERROR, why + ", block ignored", at));
  }

  // ---- words

  /** Said here only if the line as a whole has no open quote, which was reported before. */
  void openQuote(SourceRange at) {
    if (!lines.source().openQuoteAt(at)) {
      report(
          Diagnostic.error(
              ErrorClass.UNMATCHED_QUOTE,
              "double quote without partner, the rest of the line is dropped",
              at));
    }
  }

  void prefixMissing(Word keyword) {
    report(
        Diagnostic.warning(
            ErrorClass.OK,
            "\""
                + keyword.text()
                + "\" is a keyword of lvs-director alone; write \"@"
                + LogicalLines.OWN_ID
                + " "
                + keyword.text()
                + "\", so that keepalived passes over it",
            keyword.range()));
  }

  void unknownCheck(Word keyword, String word) {
    report(
        Diagnostic.error(
                ErrorClass.GENERAL_ERROR, "unknown include check \"" + word + "\"", keyword.range())
            .withHint("expected readable, match, wildcard_match or brace_match"));
  }

  void unknownKeyword(List<String> path, Word keyword, List<Word> args) {
    boolean first = !run;
    run = true;
    boolean few = ++unknown <= SUGGESTIONS;
    Optional<String> hint = few && first ? hint(path, keyword, args) : Optional.empty();
    Optional<String> near =
        few && hint.isEmpty() ? nearest(path, keyword.text()) : Optional.empty();
    boolean secret = hint.isEmpty() && near.isEmpty() && maybeSecret(path, args);
    String where = path.isEmpty() ? "" : " in " + path.getLast();
    Diagnostic diagnostic =
        Diagnostic.error(
            ErrorClass.UNKNOWN_KEYWORD,
            (secret ? "unknown keyword" : "unknown keyword \"" + keyword.text() + "\"") + where,
            keyword.range());
    diagnostic = hint.map(diagnostic::withHint).orElse(diagnostic);
    report(near.map(diagnostic::withSuggestion).orElse(diagnostic));
  }

  private static boolean maybeSecret(List<String> path, List<Word> args) {
    return path.stream().anyMatch(SECRET_BLOCKS::contains)
        || args.stream().anyMatch(w -> Secrets.isSecret(w.text()));
  }

  private Optional<String> nearest(List<String> path, String word) {
    Set<String> candidates = new TreeSet<>(schema.keywords(path));
    candidates.addAll(IncludeCheck.DIRECTIVES);
    return Suggestions.nearest(word, candidates);
  }

  /** Where a word that is a keyword elsewhere belongs, or what else it was meant to be. */
  private Optional<String> hint(List<String> path, Word keyword, List<Word> args) {
    String word = keyword.text();
    if (IncludeCheck.DIRECTIVES.contains(word)) {
      return Optional.of("a blank and the name of a file must follow");
    }
    if (word.startsWith("$")) {
      boolean definition = !args.isEmpty() && args.getFirst().text().startsWith("=");
      return Optional.of(
          definition
              ? "a definition has no blank before its equals sign: " + word + "=..."
              : word + " is not defined, at least not above");
    }
    if (!path.isEmpty() && schema.lookup(List.of(), word).kind() == Kind.BLOCK) {
      Word block = open.peek();
      suspect = suspect == null ? keyword.range() : suspect;
      return Optional.of(
          "it belongs outside of blocks; "
              + path.getLast()
              + (block == null ? "" : " of line " + block.range().line())
              + " is still open, so a closing brace is probably missing above");
    }
    List<String> homes = schema.homes(word);
    if (homes.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "it is a keyword of "
            + String.join(", ", homes.subList(0, Math.min(HOMES, homes.size())))
            + (homes.size() > HOMES ? " and others" : ""));
  }

  private void report(Diagnostic diagnostic) {
    findings.add(lines.source().number(), diagnostic);
  }
}
