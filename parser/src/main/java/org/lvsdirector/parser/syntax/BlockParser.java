package org.lvsdirector.parser.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.SourceFile;
import org.lvsdirector.parser.syntax.Schema.Entry;
import org.lvsdirector.parser.syntax.Schema.Kind;

/**
 * Builds the tree of one pass over the configuration (parser semantics 9, 11, 12), either as one
 * process of keepalived sees it or with the keywords of all processes at once.
 *
 * <p>keepalived counts braces over the whole text, whatever they belong to, and closes the current
 * block at each closing brace; both are repeated here, since together they decide what a file with
 * a brace too many means.
 */
final class BlockParser {
  /** The one block of values that has a name. */
  private static final String NAMED_VALUES = "virtual_server_group";

  private final LogicalLines lines;
  private final Schema schema;
  private final @Nullable Role role;
  private final Lexer lexer;
  private final BlockFindings findings;
  private final Set<String> names = new HashSet<>();
  private @Nullable LineText peeked;
  private boolean peekedOwn;
  private int depth;
  private int wordsRead;

  /**
   * The braces of the text do not agree with its blocks, so each process of keepalived sees another
   * tree.
   */
  boolean irregular;

  /**
   * A parser for one pass.
   *
   * @param role the process, or null for all of them at once
   */
  BlockParser(
      LogicalLines lines, Schema schema, @Nullable Role role, Lexer lexer, Findings findings) {
    this.lines = lines;
    this.schema = schema;
    this.role = role;
    this.lexer = lexer;
    this.findings = new BlockFindings(lines, schema, findings);
  }

  /** Reads everything. */
  Block parse(SourceFile file) {
    SourceLine start = new SourceLine(file, 1, Optional.empty());
    List<Statement> statements = new ArrayList<>();
    readLevel(List.of(), statements);
    if (depth > 0 && !lines.source().exhausted) {
      irregular = true;
      findings.missingBraces(depth, file);
    }
    return new Block(statements, start, 1);
  }

  private @Nullable LineText peek() {
    if (peeked == null) {
      peeked = lines.next();
      peekedOwn = lines.own();
    }
    return peeked;
  }

  /** Takes the next line and counts its brace. */
  private @Nullable LineText take() {
    LineText line = peek();
    peeked = null;
    if (line != null && isBrace(line, '{')) {
      depth++;
    } else if (line != null && isBrace(line, '}')) {
      depth--;
      if (depth < 0) {
        depth = 0;
        irregular = true;
        findings.surplusBrace(line.range());
      }
    }
    return line;
  }

  private static boolean isBrace(@Nullable LineText line, char brace) {
    return line != null && line.length() == 1 && line.first() == brace;
  }

  /** The words of a line that goes into the tree. */
  private List<Word> split(LineText line) {
    List<Word> words = lexer.split(line);
    wordsRead += words.size();
    if (wordsRead > Limits.WORDS) {
      lines.source().exhaust(Limits.WORDS + " words", line.range());
    }
    return words;
  }

  /** Reads statements up to the closing brace of this level, or to the end of the text. */
  private void readLevel(List<String> path, List<Statement> into) {
    while (true) {
      LineText line = take();
      if (line == null) {
        return;
      }
      if (isBrace(line, '}')) {
        if (!path.isEmpty()) {
          findings.closed();
          return;
        }
        irregular = true;
        findings.braceAtRoot(line.range());
      } else if (isBrace(line, '{')) {
        irregular = true;
        findings.unexpectedBlock(path, line.range());
      } else {
        readStatement(path, line, into);
      }
    }
  }

  private void readStatement(List<String> path, LineText line, List<Statement> into) {
    boolean own = peekedOwn;
    List<Word> words = split(line);
    if (words.isEmpty()) {
      reportOpenQuote(line, Kind.UNKNOWN, 0);
      return;
    }
    Word keyword = words.getFirst();
    Entry entry = schema.lookup(path, keyword.text());
    if (entry.own() && !own) {
      findings.prefixMissing(keyword);
      entry = Entry.UNKNOWN;
    }
    reportOpenQuote(line, entry.kind(), words.size());
    if (entry.kind() == Kind.UNKNOWN) {
      findings.unknownKeyword(path, keyword, words.subList(1, words.size()));
      return;
    }
    findings.known();
    List<Word> args = words.size() == 1 ? List.of() : List.copyOf(words.subList(1, words.size()));
    String raw =
        words.size() == 1 && !lexer.openQuote
            ? keyword.text()
            : lexer.shared(line.text, line.from, line.to);
    boolean inactive = role != null && !entry.roles().isEmpty() && !entry.roles().contains(role);
    Optional<Block> block = Optional.empty();
    if (inactive) {
      skipBlock();
    } else {
      if (!path.isEmpty() && path.size() == 1 && path.getFirst().equals("global_defs")) {
        applySetting(keyword, args);
      }
      block = readBlock(path, keyword, args, entry);
    }
    into.add(new Statement(keyword, args, raw, block, own));
  }

  private Optional<Block> readBlock(List<String> path, Word keyword, List<Word> args, Entry entry) {
    if (entry.kind() != Kind.BLOCK && entry.kind() != Kind.VALUE_BLOCK) {
      return Optional.empty();
    }
    LineText next = peek();
    boolean opened = isBrace(next, '{');
    if (entry.uniqueName() && !takesName(keyword, args) && opened) {
      skipBlock();
      return Optional.empty();
    }
    if (entry.kind() == Kind.VALUE_BLOCK
        && !keyword.text().equals(NAMED_VALUES)
        && !args.isEmpty()) {
      findings.extraWords(keyword, args.getFirst());
    }
    SourceLine at = keyword.at();
    int column = keyword.column();
    if (opened && next != null) {
      at = next.lineAt(next.from);
      column = next.columnAt(next.from);
      take();
    } else if (next != null) {
      irregular = true;
      findings.missingOpeningBrace(keyword, entry);
    }
    findings.opened(keyword);
    List<Statement> statements = new ArrayList<>();
    if (entry.kind() == Kind.BLOCK) {
      List<String> inner = new ArrayList<>(path);
      inner.add(keyword.text());
      readLevel(List.copyOf(inner), statements);
    } else {
      readEntries(statements);
    }
    return Optional.of(new Block(statements, at, column));
  }

  /** Whether the block has one name, and none before it has the same; reported otherwise. */
  private boolean takesName(Word keyword, List<Word> args) {
    if (args.size() != 1) {
      findings.ignoredBlock(
          keyword.text() + " needs one name, not " + args.size(), keyword.range());
      return false;
    }
    Word name = args.getFirst();
    if (!names.add(keyword.text() + ' ' + name.text())) {
      findings.ignoredBlock(
          keyword.text() + " " + name.text() + " is defined above already", name.range());
      return false;
    }
    return true;
  }

  /** Lines of a value block, each of them an entry, up to a closing brace (12.3). */
  private void readEntries(List<Statement> into) {
    while (true) {
      LineText line = take();
      if (line == null) {
        return;
      }
      if (isBrace(line, '}')) {
        findings.closed();
        return;
      }
      irregular |= isBrace(line, '{');
      boolean own = peekedOwn;
      List<Word> words = split(line);
      reportOpenQuote(line, Kind.PLAIN, words.size());
      if (!words.isEmpty()) {
        List<Word> args =
            words.size() == 1 ? List.of() : List.copyOf(words.subList(1, words.size()));
        String raw = lexer.shared(line.text, line.from, line.to);
        into.add(new Statement(words.getFirst(), args, raw, Optional.empty(), own));
      }
    }
  }

  /** Passes over a block by counting braces, if one follows (11.3, 11.5). */
  private void skipBlock() {
    if (!isBrace(peek(), '{')) {
      return;
    }
    int level = 0;
    do {
      LineText line = take();
      if (line == null) {
        return;
      }
      level += isBrace(line, '{') ? 1 : isBrace(line, '}') ? -1 : 0;
      List<Word> words = lexer.split(line);
      reportOpenQuote(line, Kind.SCRIPT, words.size());
    } while (level > 0);
  }

  /** Settings that change how the rest is read (5.3, 8.4). */
  private void applySetting(Word keyword, List<Word> args) {
    if (keyword.text().equals("include_check")) {
      lines
          .includeChecks(args.stream().map(Word::text).toList())
          .ifPresent(word -> findings.unknownCheck(keyword, word));
    } else if (keyword.text().equals("random_seed") && !args.isEmpty()) {
      Long seed = Numbers.decimal(args.getFirst().text());
      if (seed != null) {
        lines.seed(seed);
      }
    }
  }

  private void reportOpenQuote(LineText line, Kind kind, int words) {
    if (lexer.openQuote && !(kind == Kind.SCRIPT && words >= 2)) {
      findings.openQuote(line.range(lexer.openQuoteAt, lexer.openQuoteAt + 1));
    }
  }
}
