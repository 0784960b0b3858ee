package org.lvsdirector.daemon.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import org.lvsdirector.daemon.control.ControlClient;
import picocli.CommandLine.Option;

/** Reaches the running daemon; shared by the commands that ask it something. */
final class ControlOptions {
  @Option(
      names = "--socket",
      paramLabel = "PATH",
      description =
          "control socket of the daemon (default ${DEFAULT-VALUE}; '@lvs_director control_socket' sets it)",
      defaultValue = "/run/lvs-director/control.sock")
  private Path socket = ControlClient.DEFAULT_SOCKET;

  /**
   * Asks the daemon.
   *
   * @throws IOException if no daemon answers, or it refuses: the text is the daemon's own sentence
   */
  JsonObject ask(String method, String target, String body) throws IOException {
    ControlClient.Answer answer = new ControlClient(socket).call(method, target, body);
    JsonObject object = parse(answer.body());
    if (answer.status() >= 300) {
      throw new IOException(
          object.has("error")
              ? object.get("error").getAsString()
              : "the daemon answered with status " + answer.status());
    }
    return object;
  }

  private static JsonObject parse(String body) throws IOException {
    try {
      return JsonParser.parseString(body).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException("the daemon's answer is no JSON object: " + body.strip(), e);
    }
  }
}
