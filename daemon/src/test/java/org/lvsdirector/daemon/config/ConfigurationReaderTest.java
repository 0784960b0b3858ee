package org.lvsdirector.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.syntax.Role;

final class ConfigurationReaderTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aDaemonsReaderAnswersTheSameUntilTheFileChanges() throws IOException {
    ConfigurationReader reader = reader().remembering();
    write("router_id ONE");
    ParseResult one = reader.read();
    assertThat(reader.read()).isSameAs(one);
    write("router_id TWO");
    ParseResult two = reader.read();
    assertThat(two.config().global().routerId()).isEqualTo("TWO");
    assertThat(reader.read()).isSameAs(two);
    Files.delete(folder.resolve("k.conf"));
    assertThat(reader.read().canStart()).isFalse();
  }

  @Test
  void aDaemonKeepsEverythingOfAReadingButTheTree() throws IOException {
    write("router_id ONE\nrouter_idd TWO");
    ParseResult whole = reader().read();
    ParseResult kept = reader().remembering().read();
    assertThat(kept.tree().root(Role.PARENT).statements()).isEmpty();
    assertThat(whole.tree().root(Role.PARENT).statements()).isNotEmpty();
    assertThat(kept.config()).hasToString(whole.config().toString());
    assertThat(kept.diagnostics()).isNotEmpty().hasToString(whole.diagnostics().toString());
    assertThat(kept.exitStatus()).isEqualTo(whole.exitStatus());
    assertThat(kept.startStatus()).isEqualTo(whole.startStatus());
  }

  @Test
  void lintsAreFoundAgainAtEachReadingOrNever() throws IOException {
    write(
        "}\nvirtual_server 192.0.2.1 80 {\n"
            + "real_server 192.0.2.2 80 {\n}\nreal_server 192.0.2.3 80 {\n}");
    ConfigurationReader telling = reader().remembering();
    assertThat(telling.read().diagnostics()).isNotEmpty().isSameAs(telling.read().diagnostics());
    assertThat(reader().withoutLints().remembering().read().diagnostics())
        .hasSizeLessThan(telling.read().diagnostics().size());
  }

  private void write(String settings) throws IOException {
    Files.writeString(folder.resolve("k.conf"), "global_defs {\n" + settings + "\n}\n");
  }

  private ConfigurationReader reader() {
    return ConfigurationReader.of(folder.resolve("k.conf"), false);
  }
}
