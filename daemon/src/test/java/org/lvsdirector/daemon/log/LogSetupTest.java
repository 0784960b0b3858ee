package org.lvsdirector.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.options.RunOptions;
import org.slf4j.LoggerFactory;

final class LogSetupTest {
  @TempDir private Path folder;

  @Test
  void linesInKeepalivedsFormBeginAsCtimeDoes() throws IOException {
    Path file = folder.resolve("log");
    LogSetup.forDaemon(
        new RunOptions.Logging(true, 0, "daemon", Optional.of(file), false), "Keepalived", true);
    LoggerFactory.getLogger("org.lvsdirector.test").info("(VI_1) Entering MASTER STATE");
    LogSetup.flush();
    assertThat(Files.readString(file))
        .matches(
            "(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 1-3][0-9] \\d\\d:\\d\\d:\\d\\d \\d{4}:"
                + " \\(VI_1\\) Entering MASTER STATE\n");
  }
}
