package org.lvsdirector.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlServerTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void answersOnASocketThatOnlyItsOwnerMayUse() throws IOException {
    Path socket = folder.resolve("control.sock");
    try (ControlServer _ = ControlServer.open(socket, Optional.empty(), ControlServerTest::echo)) {
      ControlClient.Answer answer =
          new ControlClient(socket).call("POST", "/v1/echo?a=b%20c", "{\"x\":1}");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .contains("\"a\":\"b c\"")
          .contains("\"user\":\"" + System.getProperty("user.name") + "\"")
          .contains("\"x\":1");
      assertThat(Files.getPosixFilePermissions(socket))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(socket).doesNotExist();
  }

  @Test
  void socketOfADeadDaemonIsReplacedOneThatAnswersIsNot() throws IOException {
    Path socket = folder.resolve("control.sock");
    Files.createFile(socket);
    try (ControlServer _ = ControlServer.open(socket, Optional.empty(), ControlServerTest::echo)) {
      assertThatThrownBy(
              () -> ControlServer.open(socket, Optional.empty(), ControlServerTest::echo).close())
          .hasMessageContaining("another daemon answers");
      assertThat(new ControlClient(socket).call("GET", "/", "").status()).isEqualTo(200);
    }
  }

  @Test
  void withoutADaemonTheClientSaysWhatToDo() {
    assertThatThrownBy(() -> new ControlClient(folder.resolve("none.sock")).call("GET", "/", ""))
        .hasMessageContaining("no daemon answers")
        .hasMessageContaining("--socket");
  }

  private static ControlAnswer echo(ControlRequest request) {
    JsonObject object = new JsonObject();
    request.query().forEach(object::addProperty);
    object.addProperty("user", request.user());
    object.add("body", request.json().orElseThrow());
    return ControlAnswer.json(object);
  }
}
