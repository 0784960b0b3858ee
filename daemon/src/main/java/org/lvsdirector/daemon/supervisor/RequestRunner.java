package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.lvsdirector.daemon.BuildFacts;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.ProcessName;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.log.LogSetup;
import org.lvsdirector.daemon.options.KeepalivedHelp;
import org.lvsdirector.daemon.options.Request;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.parser.ParseResult;

/** Does what a command line asks for; the answer is the exit status. */
final class RequestRunner {
  private final boolean keepalived;
  private final List<String> arguments;
  private final Signals signals;

  RequestRunner(boolean keepalived, List<String> arguments, Signals signals) {
    this.keepalived = keepalived;
    this.signals = signals;
    this.arguments = List.copyOf(arguments);
  }

  int run(Request request) {
    return switch (request) {
      case Request.UsageError(var message) -> usage(message);
      case Request.Version() -> version();
      case Request.Help() -> help();
      case Request.SignalNumber(var name) -> signalNumber(name);
      case Request.ConfigTest(var options, var report) -> configTest(options, report.orElse(null));
      case Request.Reload(var options) -> new RunningDaemon(options).reload();
      case Request.Genhash(var words) -> genhash(words);
      case Request.Run(var options, var unexpected) -> runDaemon(options, unexpected);
    };
  }

  private int usage(String message) {
    System.err.println((keepalived ? "keepalived" : "lvs-director run") + ": " + message);
    return ExitStatus.FATAL;
  }

  private static int version() {
    System.err.println("Keepalived v" + BuildFacts.KEEPALIVED + " as " + BuildFacts.line());
    return ExitStatus.OK;
  }

  private static int help() {
    KeepalivedHelp.print(System.err);
    return ExitStatus.OK;
  }

  private static int signalNumber(String name) {
    return ControlSignal.ofName(name)
        .map(
            signal -> {
              System.out.println(signal.number());
              return ExitStatus.OK;
            })
        .orElseGet(
            () -> {
              System.err.println(
                  "--signum: unknown signal '"
                      + name
                      + "' (expected RELOAD, STOP, DATA, STATS, STATS_CLEAR, JSON or TDUMP)");
              return ExitStatus.FATAL;
            });
  }

  /**
   * Complaints go to the report, appended, where one is named (keepalived reference, parser 18.2).
   */
  private static int configTest(
      RunOptions options, @org.jspecify.annotations.Nullable Path report) {
    ParseResult result = ConfigurationReader.of(options).read();
    if (report == null) {
      ConfigurationReader.printComplaints(result, System.err);
      return result.exitStatus();
    }
    Set<? extends OpenOption> how =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try (PrintStream out =
        new PrintStream(
            Files.newOutputStream(report, how.toArray(new OpenOption[0])),
            true,
            StandardCharsets.UTF_8)) {
      ConfigurationReader.printComplaints(result, out);
      return result.exitStatus();
    } catch (IOException e) {
      System.err.println("config test report " + report + ": " + e.getMessage());
      return ExitStatus.FATAL;
    }
  }

  private static int genhash(List<String> words) {
    try {
      return new ProcessBuilder(new JvmCommand(JvmCommand.home()).genhash(words))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      System.err.println("genhash: cannot start Java: " + e.getMessage());
      return ExitStatus.FATAL;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitStatus.FATAL;
    }
  }

  private int runDaemon(RunOptions options, List<String> unexpected) {
    if (!unexpected.isEmpty()) {
      System.err.println("Unexpected argument(s): " + String.join(" ", unexpected));
    }
    if (options.process().fork()) {
      return new Background(arguments).start();
    }
    LogSetup.forDaemon(options.logging(), "Keepalived", keepalived);
    ProcessName.take(keepalived ? "keepalived" : "lvs-director");
    try {
      return new Supervisor(options, keepalived, signals, new InPlaceRestart(keepalived, arguments))
          .run();
    } finally {
      LogSetup.flush();
    }
  }
}
