package org.lvsdirector.daemon.config;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.Severity;

/**
 * The errors of a configuration that runs: they are lived with, while a file that brings others is
 * not applied. The main process tells them to each worker that it starts again, since the file may
 * have been broken since.
 *
 * @param messages of the errors, each as its hash in hexadecimal digits
 */
public record KnownErrors(Set<String> messages) {
  /** The environment variable in which a worker that is started again finds them. */
  public static final String VARIABLE = "LVS_DIRECTOR_KNOWN_ERRORS";

  /** As many as surely fit into one variable; nobody runs a file with more. */
  private static final int MOST = 10_000;

  public KnownErrors {
    messages = Set.copyOf(messages);
  }

  /** Those of a configuration. */
  public static KnownErrors of(ParseResult running) {
    return new KnownErrors(
        errors(running).map(KnownErrors::hash).limit(MOST).collect(Collectors.toSet()));
  }

  /** Reads what {@link #text} wrote. */
  public static KnownErrors parse(String text) {
    return new KnownErrors(
        Stream.of(text.split(",", -1)).filter(h -> !h.isEmpty()).collect(Collectors.toSet()));
  }

  /** For the environment: hashes with commas between them. */
  public String text() {
    return messages.stream().sorted().collect(Collectors.joining(","));
  }

  /** The first error, with its place, that is not among these; empty if there is none. */
  public Optional<String> firstNew(ParseResult fresh) {
    return errors(fresh)
        .filter(error -> !messages.contains(hash(error)))
        .findFirst()
        .map(error -> error.range().start() + ": " + error.message());
  }

  private static Stream<Diagnostic> errors(ParseResult result) {
    return result.diagnostics().stream()
        .filter(
            finding ->
                finding.severity() == Severity.ERROR || finding.severity() == Severity.FATAL);
  }

  private static String hash(Diagnostic error) {
    return Integer.toHexString(error.message().hashCode());
  }
}
