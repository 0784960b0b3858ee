package org.lvsdirector.provision;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.provision.cli.ConvertCommand;
import org.lvsdirector.provision.cli.ProvisionCommand;
import picocli.CommandLine;

/** The program behind {@code lvs-director provision} and {@code lvs-director convert}. */
@CommandLine.Command(
    name = "lvs-director",
    description = "Prepares real servers, and converts the files of other load balancers.",
    mixinStandardHelpOptions = true,
    version = "lvs-director 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ProvisionCommand.class, ConvertCommand.class})
public final class ProvisionMain implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  /** Runs a command and exits with its status. */
  public static void main(String[] args) {
    System.exit(
        run(
            args,
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8)));
  }

  /** Runs a command; a usage error is status 1, since 2 means "differences". */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new ProvisionMain());
    line.setOut(out);
    line.setErr(err);
    line.setParameterExceptionHandler(
        (e, _) -> {
          err.println(e.getMessage());
          CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
          err.println("Try " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
          return 1;
        });
    line.setExecutionExceptionHandler(
        (e, _, _) -> {
          err.println("lvs-director: " + e.getMessage());
          return 1;
        });
    return line.execute(args);
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
  }
}
