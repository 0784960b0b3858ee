package org.lvsdirector.daemon.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drain}: weight 0, so that connections end by themselves. */
@Command(
    name = "drain",
    mixinStandardHelpOptions = true,
    description =
        "Takes a real server out of new connections (weight 0) until undrain; survives reload, failover and restart.")
final class DrainCommand implements Callable<Integer> {
  @Mixin private ControlOptions control = new ControlOptions();

  @Parameters(
      paramLabel = "RS",
      description = "real server: ADDRESS or ADDRESS:PORT, or [ADDRESS]:PORT")
  private String realServer = "";

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      description = "wait at most so long for connections to end (for example 90s, 5m)")
  private @Nullable String wait;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "undrain by itself at this time (ISO-8601, for example 2026-11-21T22:00:00Z)")
  private @Nullable String until;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "shown wherever the drained server is shown")
  private String reason = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonObject body = new JsonObject();
    body.addProperty("server", realServer);
    body.addProperty("reason", reason);
    if (until != null) {
      body.addProperty("until", until);
    }
    JsonObject answer = control.ask("POST", "/v1/drain", body.toString());
    System.out.println(answer.get("message").getAsString());
    return wait == null ? 0 : awaitEmpty(duration(wait));
  }

  private int awaitEmpty(Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      long connections =
          control.ask("GET", "/v1/connections?server=" + realServer, "").get("active").getAsLong();
      if (connections == 0) {
        System.out.println("no active connections left on " + realServer);
        return 0;
      }
      if (System.nanoTime() >= deadline) {
        System.err.println(
            connections
                + " active connections still on "
                + realServer
                + " after "
                + patience.toSeconds()
                + " s; it stays drained");
        return 2;
      }
      Thread.sleep(1000);
    }
  }

  /** {@code 90s}, {@code 5m}, {@code 1h}, plain seconds, or ISO-8601. */
  static Duration duration(String text) throws IOException {
    try {
      if (text.matches("\\d+")) {
        return Duration.ofSeconds(Long.parseLong(text));
      }
      return Duration.parse(text.startsWith("P") ? text : "PT" + text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new IOException("--wait: '" + text + "' (expected for example 90s, 5m or 1h)", e);
    }
  }
}
