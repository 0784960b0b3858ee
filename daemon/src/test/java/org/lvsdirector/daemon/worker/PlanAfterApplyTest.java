package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.ipvs.plan.Action;
import org.lvsdirector.ipvs.plan.Plan;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * The plan of what was applied is empty, and that of the changed file is not, for files that use
 * every option; lab/plan-check does the first with a folder of files.
 */
class PlanAfterApplyTest {
  @TempDir private Path folder;

  static List<String> files() {
    return DifferentialCase.BUILT_IN;
  }

  @ParameterizedTest
  @MethodSource("files")
  void nothingIsLeftAfterAnApply(String name) throws IOException {
    DifferentialCase subject = DifferentialCase.load(name);
    try (PlanLaw law = new PlanLaw()) {
      List<VirtualServer> start = read(subject.start());
      assertThat(start).isNotEmpty();
      assertThat(law.plan(start).count(Action.ADD)).isPositive();
      assertThat(law.leftOver(start)).isEmpty();
      List<VirtualServer> changed = read(subject.changed());
      Plan plan = law.plan(changed);
      assertThat(plan.isEmpty()).isFalse();
      assertThat(law.leftOver(changed)).isEmpty();
    }
  }

  private List<VirtualServer> read(String text) throws IOException {
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      whole.append("track_file f").append(i).append(" {\n  file ").append(folder.resolve("f" + i));
      whole.append("\n  weight 0\n}\n");
    }
    whole.append(text.replace("${PORT}", "8080"));
    Path file = Files.writeString(folder.resolve("keepalived.conf"), whole);
    return ConfigurationReader.of(file, "lab", false).read().config().lvs().virtualServers();
  }
}
