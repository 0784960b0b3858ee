package org.lvsdirector.daemon.config;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.IncrementalParser;
import org.lvsdirector.parser.KeepalivedConfParser;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.check.Digest;
import org.lvsdirector.parser.io.FileSystemLoader;
import org.lvsdirector.parser.reading.RepeatedReading;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.DiagnosticPrinter;
import org.lvsdirector.parser.source.Severity;
import org.lvsdirector.parser.source.SourceLoader;
import org.lvsdirector.parser.syntax.ReadOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one configuration file on this host, as often as it is asked to. Used by one thread at a
 * time.
 */
public final class ConfigurationReader {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationReader.class);

  private final Path file;
  private final ReadOptions options;
  private final boolean lints;
  private final Supplier<ParseResult> reading;

  private ConfigurationReader(Path file, ReadOptions options, boolean lints, boolean remembering) {
    this.file = file;
    this.options = options;
    this.lints = lints;
    this.reading = remembering ? remembered()::read : () -> parse(parser(files(), host()));
  }

  /** A reader for what a command line of the daemon says. */
  public static ConfigurationReader of(RunOptions options) {
    return of(options.file(), options.configId().orElseGet(HostName::label), options.allConfig());
  }

  /** A reader for a file, with this host's name as configuration id. */
  public static ConfigurationReader of(Path file, boolean allIncludeChecks) {
    return of(file, HostName.label(), allIncludeChecks);
  }

  /**
   * A reader for a file.
   *
   * @param configId what {@code @id} lines are compared with
   * @param allIncludeChecks every include check from the start
   */
  public static ConfigurationReader of(Path file, String configId, boolean allIncludeChecks) {
    int seed = (int) System.nanoTime();
    return new ConfigurationReader(
        file, new ReadOptions(configId, allIncludeChecks, System.getenv(), seed), true, false);
  }

  /** A reader that does not look for traps: for a worker, as the main process tells of them. */
  public ConfigurationReader withoutLints() {
    return new ConfigurationReader(file, options, false, false);
  }

  /**
   * A reader for a process that stays: while no file and nothing of the host has changed, a reading
   * answers the same result and costs a look, and where a few virtual servers have, it parses only
   * those. The results have no tree, and of each lint the places only that {@link #report} tells.
   */
  public ConfigurationReader remembering() {
    return new ConfigurationReader(file, options, lints, true);
  }

  private RepeatedReading<ParseResult> remembered() {
    return new RepeatedReading<>(
        ConfigurationReader::files,
        ConfigurationReader::host,
        new IncrementalParser(
            (files, host) -> parser(files, host).forDigest(), file.toString(), options));
  }

  /** Reads the file and everything it includes. Never throws for what it finds there. */
  public ParseResult read() {
    return reading.get();
  }

  private KeepalivedConfParser parser(SourceLoader files, Environment host) {
    var parser = new KeepalivedConfParser(files, host);
    return lints ? parser : parser.withoutLints();
  }

  private ParseResult parse(KeepalivedConfParser parser) {
    return parser.parse(file.toString(), options);
  }

  private static SourceLoader files() {
    return new FileSystemLoader(Path.of(""));
  }

  private static Environment host() {
    return new HostEnvironment();
  }

  /** Puts the findings into the log. */
  public void report(ParseResult result) {
    for (Diagnostic finding : Digest.of(result.diagnostics())) {
      String line =
          (finding.more() > 0 ? "" : finding.range().start() + ": ")
              + finding.message()
              + finding.hint().map(h -> " (" + h + ")").orElse("");
      switch (finding.severity()) {
        case FATAL, ERROR -> LOG.error("{}", line);
        case WARNING -> LOG.warn("{}", line);
        case INFO -> LOG.info("{}", line);
      }
    }
  }

  /** Prints the findings for a person, as a compiler does; of a lint the first places only. */
  public static void printComplaints(ParseResult result, PrintStream out) {
    print(Digest.of(complaints(result)), out);
  }

  /** Prints the findings for a person with every place. */
  public static void printAll(ParseResult result, PrintStream out) {
    print(complaints(result), out);
  }

  private static List<Diagnostic> complaints(ParseResult result) {
    return result.diagnostics().stream().filter(d -> d.severity() != Severity.INFO).toList();
  }

  private static void print(List<Diagnostic> complaints, PrintStream out) {
    if (!complaints.isEmpty()) {
      out.print(new DiagnosticPrinter(false).print(complaints));
      out.flush();
    }
  }
}
