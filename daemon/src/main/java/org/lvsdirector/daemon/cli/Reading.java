package org.lvsdirector.daemon.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.source.Severity;

/** Reading a configuration for a command. */
final class Reading {
  private Reading() {}

  static ConfigurationReader of(Path file, @Nullable String configId, boolean allConfig) {
    return configId == null
        ? ConfigurationReader.of(file, allConfig)
        : ConfigurationReader.of(file, configId, allConfig);
  }

  /** What there is, and what was found, in one line. */
  static String summary(ParseResult result) {
    long errors =
        result.diagnostics().stream()
            .filter(d -> d.severity() == Severity.ERROR || d.severity() == Severity.FATAL)
            .count();
    long warnings =
        result.diagnostics().stream().filter(d -> d.severity() == Severity.WARNING).count();
    var config = result.config();
    return counted(config.vrrp().instances().size(), "VRRP instance")
        + ", "
        + counted(config.lvs().virtualServers().size(), "virtual server")
        + "; "
        + counted(errors, "error")
        + ", "
        + counted(warnings, "warning");
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
