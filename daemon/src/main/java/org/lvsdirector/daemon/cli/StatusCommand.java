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
    while (true) {
      redraw(screen());
      Thread.sleep(1000);
    }
  }

  /** A daemon that is away for a moment (a restarted worker) is shown as that, and asked again. */
  private List<String> screen() {
    try {
      return StatusText.render(status(), columns(), true, Instant.now());
    } catch (IOException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static void redraw(List<String> lines) {
    StringBuilder screen = new StringBuilder("\u001b[H");
    for (String line : lines) {
      screen.append(line).append("\u001b[K\n");
    }
    System.out.print(screen.append("\u001b[J"));
    System.out.flush();
  }

  private JsonObject status() throws IOException {
    return control.ask("GET", "/v1/status", "");
  }

  private int columns() {
    return width > 0 ? width : TerminalSize.columns();
  }
}
