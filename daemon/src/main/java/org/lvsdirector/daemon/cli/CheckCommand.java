package org.lvsdirector.daemon.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.source.DiagnosticPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: tests a configuration and explains every problem. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Tests a configuration and explains every problem with its place. Exit statuses are those of 'keepalived -t'.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing to complain about",
      "2:a required argument is missing",
      "4:an interface or file is missing",
      "5:complaints; keepalived would run and drop what is wrong",
      "6:scripts without enable_script_security, or a failed include check"
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the configuration")
  private Path file = Path.of("");

  @Option(names = "--json", description = "the findings as a JSON array")
  private boolean json;

  @Option(
      names = "--all",
      description = "every place of every warning (default: the first 10 of each name)")
  private boolean all;

  @Option(
      names = {"-i", "--config-id"},
      paramLabel = "ID",
      description = "id that @ID lines are compared with (default: host name)")
  private @Nullable String configId;

  @Option(
      names = {"-e", "--all-config"},
      description = "every include must be readable")
  private boolean allConfig;

  @Override
  public Integer call() {
    ParseResult result = Reading.of(file, configId, allConfig).read();
    if (json) {
      System.out.print(DiagnosticPrinter.json(result.diagnostics()));
      System.out.flush();
    } else {
      if (all) {
        ConfigurationReader.printAll(result, System.err);
      } else {
        ConfigurationReader.printComplaints(result, System.err);
      }
      System.err.println(file + ": " + Reading.summary(result));
    }
    return result.exitStatus();
  }
}
