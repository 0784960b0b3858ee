package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.config.KnownErrors;
import org.lvsdirector.parser.ParseResult;

final class ReloadRulesTest {
  private static final String GOOD = "global_defs {\n router_id one\n}\n";

  @TempDir private Path folder = Path.of("");

  @Test
  void halfAFileIsRefusedWithItsPlace() throws IOException {
    assertThat(ReloadRules.refusal(read(GOOD), read("global_defs {\n router_id two\n")))
        .contains("k.conf:", "brace");
  }

  @Test
  void anErrorThatTheRunningFileHasTooIsLivedWith() throws IOException {
    String odd = GOOD + "global_defs {\n @lvs_director status_port 99999\n}\n";
    assertThat(ReloadRules.refusal(read(GOOD), read(odd))).contains("status_port", "99999");
    assertThat(ReloadRules.refusal(read(odd), read(odd + "\n# more\n"))).isEmpty();
  }

  @Test
  void whatOnlyARestartCanChangeIsRefused() throws IOException {
    assertThat(ReloadRules.refusal(read(GOOD), read(GOOD + "instance other\n")))
        .contains("instance changed", "restart");
    assertThat(ReloadRules.refusal(read(GOOD), read(GOOD.replace("one", "two")))).isEmpty();
  }

  @Test
  void aWorkerStartedAgainKnowsTheErrorsOfTheAcceptedFile() throws IOException {
    String odd = GOOD + "global_defs {\n @lvs_director status_port 99999\n}\n";
    KnownErrors told = KnownErrors.parse(KnownErrors.of(read(odd)).text());
    assertThat(told.firstNew(read(odd))).isEmpty();
    assertThat(told.firstNew(read(odd + "global_defs {\n")).orElse("")).contains("brace");
    KnownErrors none = KnownErrors.parse(KnownErrors.of(read(GOOD)).text());
    assertThat(none.firstNew(read(odd)).orElse("")).contains("99999");
  }

  private ParseResult read(String text) throws IOException {
    return ConfigurationReader.of(Files.writeString(folder.resolve("k.conf"), text), false).read();
  }
}
