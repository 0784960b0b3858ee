package org.lvsdirector.daemon.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reload}: validates first; a bad file changes nothing. */
@Command(
    name = "reload",
    mixinStandardHelpOptions = true,
    description =
        "Makes the running daemon read its file again. A file that cannot be run changes nothing and is explained.")
final class ReloadCommand implements Callable<Integer> {
  @Mixin private ControlOptions control = new ControlOptions();

  @Override
  public Integer call() throws IOException {
    System.out.println(control.ask("POST", "/v1/reload", "").get("message").getAsString());
    return 0;
  }
}
