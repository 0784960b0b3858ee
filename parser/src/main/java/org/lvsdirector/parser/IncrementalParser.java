package org.lvsdirector.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.decode.ConfigDecoder;
import org.lvsdirector.parser.model.FileCheck;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.MovedLines;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.reading.RepeatedReading;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.KeptFindings;
import org.lvsdirector.parser.source.SourceLoader;
import org.lvsdirector.parser.syntax.Outline;
import org.lvsdirector.parser.syntax.ReadOptions;
import org.lvsdirector.parser.syntax.SyntaxTree;

/**
 * Parses a file again and again, the later times only what has changed, where that is certain to
 * give what parsing all of it would give: the change lies within {@code virtual_server} blocks of a
 * file that neither includes others nor uses definitions, no group is involved, and nothing was
 * found in the blocks that stay. Everything but the blocks that stay is parsed, {@code global_defs}
 * and VRRP too, and the unchanged virtual servers are the same objects as before. In all other
 * cases the whole text is parsed.
 *
 * <p>Without lints nobody is told where a virtual server stands, and one that only moved stays the
 * same object with the lines it had. Results have no tree. Used by one thread at a time.
 */
public final class IncrementalParser implements RepeatedReading.Parse<ParseResult> {
  private final BiFunction<SourceLoader, Environment, KeepalivedConfParser> parsers;
  private final String path;
  private final ReadOptions options;
  private @Nullable Basis basis;

  /**
   * What the next reading can start from.
   *
   * @param findings those of lines, blocks and meaning, without lints
   */
  private record Basis(Outline outline, KeepalivedConfig config, List<Diagnostic> findings) {}

  /**
   * A parser of one file.
   *
   * @param parsers makes the parser of one reading, always of the same kind
   */
  public IncrementalParser(
      BiFunction<SourceLoader, Environment, KeepalivedConfParser> parsers,
      String path,
      ReadOptions options) {
    this.parsers = parsers;
    this.path = path;
    this.options = options;
  }

  /** Parses all of it. */
  @Override
  public ParseResult parse(SourceLoader files, Environment host) {
    basis = null;
    KeepalivedConfParser parser = parsers.apply(files, host);
    SyntaxTree tree = parser.reader(options).read(path);
    ConfigDecoder.Decoded decoded = parser.decode(tree);
    boolean apart =
        decoded.config().lvs().virtualServers().stream().noneMatch(IncrementalParser::namesOthers);
    if (apart) {
      basis =
          Outline.of(tree)
              .map(outline -> basis(outline, decoded.config(), tree, decoded))
              .orElse(null);
    }
    return parser.result(tree, decoded, decoded.config()).withoutTree();
  }

  /** Parses what lies between the differences of two texts of the file, if that is enough. */
  @Override
  public Optional<RepeatedReading.Patch<ParseResult>> patch(
      SourceLoader.Loaded.Text before, SourceLoader.Loaded.Text now) {
    Basis known = basis;
    if (known == null || !known.outline.isOf(before.text())) {
      return Optional.empty();
    }
    return known
        .outline
        .change(now.text())
        .filter(change -> change.servicesReplaced() > 0 && fits(known, change))
        .map(change -> (files, host) -> patched(known, change, now, parsers.apply(files, host)));
  }

  /** Whether the old findings will be found again, as all of them are of what is read again. */
  private static boolean fits(Basis known, Outline.Change change) {
    return known.findings.size() < KeptFindings.OF_EACH_KIND
        && known.findings.stream()
            .map(Diagnostic::range)
            .allMatch(
                range ->
                    range.file().equals(change.file())
                        && range.line() > 0
                        && !change.keeps(range.line()));
  }

  private Optional<ParseResult> patched(
      Basis known,
      Outline.Change change,
      SourceLoader.Loaded.Text now,
      KeepalivedConfParser parser) {
    basis = null;
    change.file().replace(change.text());
    Optional<SyntaxTree> read = parser.reader(options).reread(path, now, change);
    Optional<Outline> outline = read.flatMap(change::after);
    if (outline.isEmpty()) {
      return Optional.empty();
    }
    SyntaxTree tree = read.get();
    ConfigDecoder.Decoded decoded = parser.decode(tree);
    List<VirtualServer> fresh = decoded.config().lvs().virtualServers();
    // A file without virtual servers means something else for VRRP's FIFOs.
    if (fresh.isEmpty() || fresh.stream().anyMatch(IncrementalParser::namesOthers)) {
      return Optional.empty();
    }
    KeepalivedConfig config =
        merged(known.config, decoded.config(), services(known.config, fresh, change, parser));
    basis = basis(outline.get(), config, tree, decoded);
    return Optional.of(parser.result(tree, decoded, config).withoutTree());
  }

  private static @Nullable Basis basis(
      Outline outline, KeepalivedConfig config, SyntaxTree tree, ConfigDecoder.Decoded decoded) {
    if (config.lvs().virtualServers().size() != outline.services()) {
      return null; // one that is not decoded would be taken for its neighbour
    }
    List<Diagnostic> findings = new ArrayList<>(tree.diagnostics());
    findings.addAll(decoded.findings());
    return new Basis(outline, config, List.copyOf(findings));
  }

  /** Whether what it means, or where that stands, hangs on a block that may be elsewhere. */
  private static boolean namesOthers(VirtualServer server) {
    return server.address() instanceof VirtualAddress.Group
        || server.realServers().stream()
            .flatMap(real -> real.checkers().stream())
            .anyMatch(checker -> checker instanceof FileCheck);
  }

  private static List<VirtualServer> services(
      KeepalivedConfig before,
      List<VirtualServer> fresh,
      Outline.Change change,
      KeepalivedConfParser parser) {
    List<VirtualServer> old = before.lvs().virtualServers();
    List<VirtualServer> all = new ArrayList<>(old.subList(0, change.servicesBefore()));
    all.addAll(fresh);
    boolean move = change.lines() != 0 && parser.lints();
    for (VirtualServer server : old.subList(old.size() - change.servicesBehind(), old.size())) {
      all.add(move ? MovedLines.of(server, change.lines()) : server);
    }
    return all;
  }

  /** What did not change is the same object as before, which makes it cheap to compare. */
  private static KeepalivedConfig merged(
      KeepalivedConfig before, KeepalivedConfig now, List<VirtualServer> services) {
    return new KeepalivedConfig(
        same(before.process(), now.process()),
        same(before.global(), now.global()),
        same(before.vrrp(), now.vrrp()),
        new LvsConfig(now.lvs().ssl(), now.lvs().groups(), services),
        same(before.trackFiles(), now.trackFiles()),
        same(before.bfdInstances(), now.bfdInstances()));
  }

  private static <T> T same(T before, T now) {
    return before.equals(now) ? before : now;
  }
}
