package org.lvsdirector.vrrp.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Conversations with routers in virtual time: commands, a line of dashes, everything that follows.
 * {@code -Drewrite=true} writes what came out into the source files; commit that only with a
 * reason.
 */
class ConversationScriptTest {
  private static final String FOLDER = "org/lvsdirector/vrrp/scripts";

  static Stream<String> scripts() throws IOException, URISyntaxException {
    var url =
        Objects.requireNonNull(
            ConversationScriptTest.class.getClassLoader().getResource(FOLDER), FOLDER);
    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
      List<String> names =
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> n.endsWith(".txt"))
              .sorted()
              .toList();
      return names.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void conversationGoesAsWritten(String name) throws Exception {
    var url =
        Objects.requireNonNull(getClass().getClassLoader().getResource(FOLDER + "/" + name), name);
    String expected = Files.readString(Path.of(url.toURI()));
    String actual = new Conversation().run(expected);
    if (Boolean.getBoolean("rewrite")) {
      Path source = Path.of("src/test/resources", FOLDER, name);
      assertThat(Files.writeString(source, actual)).exists();
      return;
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void thereAreScripts() throws Exception {
    assertThat(scripts()).hasSizeGreaterThan(10);
  }
}
