package org.lvsdirector.parser;

import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.parser.check.Digest;
import org.lvsdirector.parser.check.Lints;
import org.lvsdirector.parser.decode.ConfigDecoder;
import org.lvsdirector.parser.keyword.KeywordTable;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.KeptFindings;
import org.lvsdirector.parser.source.SourceLoader;
import org.lvsdirector.parser.syntax.ReadOptions;
import org.lvsdirector.parser.syntax.SyntaxReader;
import org.lvsdirector.parser.syntax.SyntaxTree;

/**
 * Reads a {@code keepalived.conf} with everything it includes: text to tree to meaning. Never
 * throws for what it reads.
 */
public final class KeepalivedConfParser {
  private final SourceLoader loader;
  private final Environment environment;
  private final int places;

  /**
   * A parser that reads files through {@code loader} and asks {@code environment} about the host.
   */
  public KeepalivedConfParser(SourceLoader loader, Environment environment) {
    this(loader, environment, KeptFindings.OF_EACH_KIND);
  }

  private KeepalivedConfParser(SourceLoader loader, Environment environment, int places) {
    this.loader = loader;
    this.environment = environment;
    this.places = places;
  }

  /** One that does not look for traps: for a process whose file another one has told about. */
  public KeepalivedConfParser withoutLints() {
    return new KeepalivedConfParser(loader, environment, 0);
  }

  /** One that keeps only the places of each lint that a {@link Digest} shows. */
  public KeepalivedConfParser forDigest() {
    return new KeepalivedConfParser(loader, environment, Math.min(places, Digest.PLACES));
  }

  /**
   * Reads a configuration.
   *
   * @param path main file, absolute or relative to the loader's working directory
   * @param options config id, include checks, environment variables
   */
  public ParseResult parse(String path, ReadOptions options) {
    SyntaxTree tree = reader(options).read(path);
    ConfigDecoder.Decoded decoded = decode(tree);
    return result(tree, decoded, decoded.config());
  }

  /** Whether it looks for traps. */
  boolean lints() {
    return places > 0;
  }

  SyntaxReader reader(ReadOptions options) {
    return new SyntaxReader(loader, KeywordTable.standard(), options);
  }

  ConfigDecoder.Decoded decode(SyntaxTree tree) {
    return ConfigDecoder.decode(tree, environment, loader.workingDirectory());
  }

  /**
   * What tree and decoding give together.
   *
   * @param config what was decoded, or that with what was left out of the tree
   */
  ParseResult result(SyntaxTree tree, ConfigDecoder.Decoded decoded, KeepalivedConfig config) {
    List<Diagnostic> all = new ArrayList<>(tree.diagnostics());
    all.addAll(decoded.findings());
    if (lints()) {
      all.addAll(Lints.check(config, environment, places));
    }
    int exitStatus = exitStatus(tree, decoded, all);
    List<Diagnostic> wanted = Lints.wanted(all, config.global().director().lintOff());
    return new ParseResult(config, wanted, exitStatus, startStatus(tree, decoded), tree);
  }

  /**
   * Status of a test: a missing argument ends it at once with 2, a failed include check with 6,
   * else the highest class decides.
   */
  private static int exitStatus(
      SyntaxTree tree, ConfigDecoder.Decoded decoded, List<Diagnostic> all) {
    if (decoded.stoppedInParent()) {
      return 2;
    }
    if (tree.includeCheckFailed()) {
      return 6;
    }
    if (decoded.namespaceMissing()) {
      return 0;
    }
    if (decoded.missingParameter()) {
      return 2;
    }
    ErrorClass highest =
        all.stream().map(Diagnostic::errorClass).reduce(ErrorClass.OK, ErrorClass::max);
    return switch (highest) {
      case OK -> 0;
      case FILE_NOT_FOUND, BAD_IF, FATAL -> 4;
      case SECURITY_ERROR -> 6;
      default -> 5;
    };
  }

  private static int startStatus(SyntaxTree tree, ConfigDecoder.Decoded decoded) {
    if (!tree.mainFileUsable() || tree.includeCheckFailed()) {
      return 6;
    }
    return decoded.missingParameter() || decoded.fatal() || tree.fatal() ? 2 : 0;
  }
}
