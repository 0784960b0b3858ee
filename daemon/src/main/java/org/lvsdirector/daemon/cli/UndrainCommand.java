package org.lvsdirector.daemon.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code undrain}. */
@Command(
    name = "undrain",
    mixinStandardHelpOptions = true,
    description = "Gives a drained real server its weight back.")
final class UndrainCommand implements Callable<Integer> {
  @Mixin private ControlOptions control = new ControlOptions();

  @Parameters(
      paramLabel = "RS",
      description = "real server: ADDRESS or ADDRESS:PORT, or [ADDRESS]:PORT")
  private String realServer = "";

  @Override
  public Integer call() throws IOException {
    JsonObject body = new JsonObject();
    body.addProperty("server", realServer);
    System.out.println(
        control.ask("POST", "/v1/undrain", body.toString()).get("message").getAsString());
    return 0;
  }
}
