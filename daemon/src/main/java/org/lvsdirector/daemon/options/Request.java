package org.lvsdirector.daemon.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a command line asks for. */
public sealed interface Request {
  /**
   * Run the daemon; {@code unexpected} are words that are no options: named, then ignored, as
   * keepalived does.
   */
  record Run(RunOptions options, List<String> unexpected) implements Request {}

  /**
   * Test the configuration ({@code -t}); complaints go to {@code report} where given, else to
   * standard error.
   */
  record ConfigTest(RunOptions options, Optional<Path> report) implements Request {}

  /** Print version and build facts ({@code -v}). */
  record Version() implements Request {}

  /** Print the options ({@code -h}). */
  record Help() implements Request {}

  /** Print the number of a signal ({@code --signum=NAME}). */
  record SignalNumber(String name) implements Request {}

  /** Ask the running daemon to reload ({@code --reload}). */
  record Reload(RunOptions options) implements Request {}

  /**
   * Compute the digest of a page ({@code -T}, {@code --genhash}); the rest of the command line is
   * its own.
   */
  record Genhash(List<String> arguments) implements Request {}

  /** The command line is wrong: one sentence. Exit status 1. */
  record UsageError(String message) implements Request {}
}
