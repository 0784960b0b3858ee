package org.lvsdirector.parser.syntax;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.Severity;
import org.lvsdirector.parser.source.SourceFile;
import org.lvsdirector.parser.source.SourceLoader;
import org.lvsdirector.parser.source.SourceRange;

/**
 * Reads a configuration with everything it includes into a tree of statements and a list of
 * findings.
 *
 * <p>Each process of keepalived parses the text for itself. As long as braces and blocks agree and
 * nothing is read differently by the children, all of them see parts of one tree, so one pass
 * serves all. Only otherwise the text is read once per process, from files by the parent and from
 * its copy by the children, as keepalived does.
 *
 * <p>Findings of lines, words and blocks are complete: unknown keywords, braces, quotes, include
 * checks and the words of {@code include_check} need not be reported again by decoders.
 */
public final class SyntaxReader {
  private final Cached loader;
  private final Schema schema;
  private final ReadOptions options;

  public SyntaxReader(SourceLoader loader, Schema schema, ReadOptions options) {
    this.loader = new Cached(loader);
    this.schema = schema;
    this.options = options;
  }

  /** Reads the main file at {@code path}. */
  public SyntaxTree read(String path) {
    return switch (loader.load(Includes.resolve(loader.workingDirectory(), path))) {
      case SourceLoader.Loaded.Unusable unusable -> unusable(path, unusable);
      case SourceLoader.Loaded.Text text -> read(path, text);
    };
  }

  private SyntaxTree unusable(String path, SourceLoader.Loaded.Unusable unusable) {
    SourceFile file = SourceFile.main(path, "");
    Map<Role, Block> roots = SyntaxTree.sameForAll(SyntaxTree.emptyRoot(file));
    Diagnostic diagnostic =
        Diagnostic.of(
            Severity.FATAL,
            options.allIncludeChecks() ? ErrorClass.FILE_NOT_FOUND : ErrorClass.OK,
            "configuration file \"" + path + "\" is not used: " + Includes.describe(unusable),
            SourceRange.wholeFile(file));
    return new SyntaxTree(roots, List.of(diagnostic), false, false);
  }

  private SyntaxTree read(String path, SourceLoader.Loaded.Text text) {
    Lexer lexer = new Lexer();
    Findings findings = new Findings();
    LineSource source = LineSource.ofFiles(findings);
    Pass all = new Pass(source, lexer, findings);
    SourceFile file = SourceFile.main(path, text.text());
    Block root = all.run(path, text, file, Gaps.NONE, null);
    if (!all.splits()) {
      return all.forEveryRole(root);
    }
    Map<Role, Block> roots = new EnumMap<>(Role.class);
    Findings each = new Findings();
    LineSource parentSource = LineSource.recording(each);
    Pass parent = new Pass(parentSource, lexer, each);
    roots.put(Role.PARENT, parent.run(path, text, file, Gaps.NONE, Role.PARENT));
    for (Role role : List.of(Role.CHECKER, Role.VRRP, Role.BFD)) {
      Pass child = new Pass(LineSource.ofCopy(parentSource, each), lexer, each);
      roots.put(role, child.run(path, text, file, Gaps.NONE, role));
    }
    return new SyntaxTree(roots, each.inOrder(), parent.checkFailed(), true);
  }

  /**
   * Reads the main file again without the blocks that a change leaves as they were. Ranges are
   * those in the whole text, which {@link Outline.Change#file} must hold.
   *
   * @return empty if what was read has to be read once for each process
   */
  public Optional<SyntaxTree> reread(
      String path, SourceLoader.Loaded.Text text, Outline.Change change) {
    Findings findings = new Findings();
    Pass all = new Pass(LineSource.ofFiles(findings), new Lexer(), findings);
    Block root = all.run(path, text, change.file(), change.gaps(), null);
    return all.splits() ? Optional.empty() : Optional.of(all.forEveryRole(root));
  }

  /** One reading of the text. */
  private final class Pass {
    private final LineSource source;
    private final Lexer lexer;
    private final Findings findings;
    private final LogicalLines lines;
    private boolean irregular;

    Pass(LineSource source, Lexer lexer, Findings findings) {
      this.source = source;
      this.lexer = lexer;
      this.findings = findings;
      this.lines = new LogicalLines(loader, options, source);
    }

    Block run(
        String path,
        SourceLoader.Loaded.Text text,
        SourceFile file,
        Gaps gaps,
        @Nullable Role role) {
      if (!source.readsCopy()) {
        lines.openMain(
            new Frame(
                    file,
                    text.directory(),
                    Includes.resolve(loader.workingDirectory(), path),
                    LogicalLines.initialChecks(options),
                    false,
                    false)
                .without(gaps));
      }
      BlockParser parser = new BlockParser(lines, schema, role, lexer, findings);
      Block root = parser.parse(file);
      irregular = parser.irregular;
      return root;
    }

    boolean splits() {
      return irregular || lines.childrenDiffer;
    }

    /** The tree of a reading that serves every process. */
    SyntaxTree forEveryRole(Block root) {
      return new SyntaxTree(SyntaxTree.sameForAll(root), findings.inOrder(), checkFailed(), true);
    }

    boolean checkFailed() {
      return lines.includeCheckFailed();
    }
  }

  /**
   * Answers a question the second time as it did the first, so that all passes see the same text.
   */
  private static final class Cached implements SourceLoader {
    private final SourceLoader loader;
    private final Map<String, Loaded> files = new HashMap<>();
    private final Map<List<String>, Matches> matches = new HashMap<>();

    Cached(SourceLoader loader) {
      this.loader = loader;
    }

    @Override
    public String workingDirectory() {
      return loader.workingDirectory();
    }

    @Override
    public Loaded load(String path) {
      return files.computeIfAbsent(path, loader::load);
    }

    @Override
    public Matches expand(String directory, String pattern) {
      return matches.computeIfAbsent(
          List.of(directory, pattern), _ -> loader.expand(directory, pattern));
    }
  }
}
