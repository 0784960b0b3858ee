package org.lvsdirector.daemon.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: what the daemon does now. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows VRRP instances, services and servers: state, since when, and why.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private ControlOptions control = new ControlOptions();

  @Option(names = "--json", description = "print the status as JSON")
  private boolean json;

  @Option(names = "--watch", description = "a live screen, every second, until interrupted")
  private boolean watch;

  @Option(
      names = "--width",
      paramLabel = "COLUMNS",
      description = "columns to use (default: the terminal's)")
  private int width;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (json) {
      System.out.println(new GsonBuilder().setPrettyPrinting().create().toJson(status()));
      return 0;
    }
    boolean terminal = TerminalSize.isTerminal();
    if (!watch) {
      StatusText.render(status(), columns(), terminal, Instant.now()).forEach(System.out::println);
      return 0;
    }
    if (terminal) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> write(LiveScreen.END)));
      write(LiveScreen.BEGIN);
    }
    while (true) {
      List<String> lines = screen(terminal);
      write(
          terminal
              ? LiveScreen.frame(lines, TerminalSize.rows())
              : String.join("\n", lines) + "\n\n");
      Thread.sleep(1000);
    }
  }

  /** A daemon that is away for a moment (a restarted worker) is shown as that, and asked again. */
  private List<String> screen(boolean terminal) {
    try {
      return StatusText.render(status(), columns(), terminal, Instant.now());
    } catch (IOException e) {
      return StatusLines.wrap(String.valueOf(e.getMessage()), columns());
    }
  }

  private static void write(String text) {
    System.out.print(text);
    System.out.flush();
  }

  private JsonObject status() throws IOException {
    return control.ask("GET", "/v1/status", "");
  }

  private int columns() {
    return width > 0 ? width : TerminalSize.columns();
  }
}
