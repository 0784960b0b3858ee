package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.dump.GlobalText;
import org.lvsdirector.daemon.dump.TextLines;

/** The global definitions in a state dump are those of the file. */
class GlobalDumpTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theMulticastGroupsAreTheFilesOwn() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("k.conf"),
            "global_defs {\n vrrp_mcast_group4 224.0.0.99\n vrrp_mcast_group6 ff02::99\n}\n");
    var out = new TextLines();
    GlobalText.write(out, ConfigurationReader.of(file, false).read().config());
    assertThat(out.text()).contains("224.0.0.99", "ff02::99").doesNotContain("224.0.0.18");
  }
}
