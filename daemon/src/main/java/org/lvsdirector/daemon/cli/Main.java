package org.lvsdirector.daemon.cli;

import java.io.PrintWriter;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.log.LogSetup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/**
 * Entry of every command of {@code bin/lvs-director} but {@code run}, {@code provision} and {@code
 * convert}.
 */
@Command(
    name = "lvs-director",
    description =
        "Reads keepalived.conf and directs: health checks, IPVS, VRRP, and prepared real servers.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunHelp.class,
      CheckCommand.class,
      FmtCommand.class,
      KeywordsCommand.class,
      IpvsCommand.class,
      PlanCommand.class,
      StatusCommand.class,
      WhyCommand.class,
      DrainCommand.class,
      UndrainCommand.class,
      ReloadCommand.class,
      RestartCommand.class,
      ProvisionHelp.class,
      ConvertHelp.class,
      CommandLine.HelpCommand.class
    },
    footer = {"", "Manual: lvs-director(8). Every command has --help."})
public final class Main implements Runnable {
  @Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  /** Runs one command and ends with its exit status. */
  public static void main(String[] arguments) {
    LogSetup.forCommand();
    Runtime.getRuntime().halt(execute(arguments));
  }

  /** Runs one command; its exit status. */
  public static int execute(String... arguments) {
    CommandLine commands = new CommandLine(new Main());
    commands.setExecutionExceptionHandler(Main::explain);
    int status = commands.execute(arguments);
    commands.getOut().flush();
    return status;
  }

  /** What went wrong in one line; a program error of ours shows its trace. */
  private static int explain(
      Exception problem, CommandLine command, CommandLine.ParseResult result) {
    PrintWriter err = command.getErr();
    if (problem instanceof RuntimeException) {
      err.println("lvs-director: a bug of lvs-director; please report it with this trace:");
      problem.printStackTrace(err);
      return ExitStatus.PROGRAM_ERROR;
    }
    err.println("lvs-director: " + problem.getMessage());
    return ExitStatus.FATAL;
  }

  @Override
  public void run() {
    CommandLine command = java.util.Objects.requireNonNull(spec).commandLine();
    command.usage(command.getOut());
  }
}
