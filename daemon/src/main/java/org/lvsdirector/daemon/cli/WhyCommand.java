package org.lvsdirector.daemon.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code why}: the history of a real server. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description =
        "Tells the history of a real server: each change, when, and the check's own sentence.")
final class WhyCommand implements Callable<Integer> {
  @Mixin private ControlOptions control = new ControlOptions();

  @Parameters(
      paramLabel = "RS",
      description = "real server: ADDRESS or ADDRESS:PORT, or [ADDRESS]:PORT")
  private String realServer = "";

  @Override
  public Integer call() throws IOException {
    JsonObject answer =
        control.ask(
            "GET", "/v1/why?server=" + URLEncoder.encode(realServer, StandardCharsets.UTF_8), "");
    for (JsonElement element : answer.getAsJsonArray("history")) {
      JsonObject entry = element.getAsJsonObject();
      System.out.println(
          entry.get("at").getAsString()
              + "  "
              + entry.get("service").getAsString()
              + "  "
              + entry.get("what").getAsString()
              + "  "
              + StatusLines.printable(entry.get("why").getAsString()));
    }
    return 0;
  }
}
