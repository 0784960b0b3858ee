package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.parser.ParseResult;

final class ReloadsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theMarkerStandsEmptyFromTheReadingUntilAllHaveRead() throws IOException {
    Path marker = Files.writeString(folder.resolve("marker"), "I am about to write");
    write("reload_file " + marker);
    ParseResult running = reader().read();
    Reloads reloads = new Reloads(reader(), new ReadingGarbage());
    assertThat(reloads.attempt(running).refusal()).isEmpty();
    assertThat(marker).isEmptyFile();
    reloads.finished();
    assertThat(marker).doesNotExist();
  }

  @Test
  void aMarkerThatCannotBeMadeStopsNoReload() throws IOException {
    write("reload_file " + folder + "/k.conf/marker");
    Reloads reloads = new Reloads(reader(), new ReadingGarbage());
    assertThat(reloads.attempt(reader().read()).refusal()).isEmpty();
    reloads.finished();
  }

  @Test
  void aCheckedReloadRefusesEvenTheErrorsThatRunAlready() throws IOException {
    Path log = folder.resolve("log");
    String odd = "@lvs_director status_port 99999";
    write(odd);
    assertThat(new Reloads(reader(), new ReadingGarbage()).attempt(reader().read()).refusal())
        .isEmpty();
    write(odd + "\nreload_check_config " + log);
    assertThat(new Reloads(reader(), new ReadingGarbage()).attempt(reader().read()).refusal())
        .contains("reload_check_config");
    assertThat(log).content().contains("status_port", "99999");
    write("reload_check_config " + log);
    assertThat(new Reloads(reader(), new ReadingGarbage()).attempt(reader().read()).refusal())
        .isEmpty();
  }

  private void write(String settings) throws IOException {
    Files.writeString(folder.resolve("k.conf"), "global_defs {\n" + settings + "\n}\n");
  }

  private ConfigurationReader reader() {
    return ConfigurationReader.of(folder.resolve("k.conf"), false);
  }
}
