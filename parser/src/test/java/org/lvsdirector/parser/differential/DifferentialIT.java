package org.lvsdirector.parser.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Debian's keepalived and we have one verdict on files that nobody has written by hand. */
class DifferentialIT {
  private static final int MUTANTS = 400;

  private static Map<String, String> seeds() throws IOException, URISyntaxException {
    Path here =
        Path.of(Objects.requireNonNull(DifferentialIT.class.getResource("reviewed.tsv")).toURI());
    return Differential.seeds(
        List.of(Objects.requireNonNull(here.getParent()), Path.of("../conf-examples")));
  }

  /** Else a mutant that is worse than its file could not be told from one that is not. */
  @Test
  void theFilesThemselvesAreFaultless() throws IOException, URISyntaxException {
    try (Differential both = new Differential(Set.of("eth0", "eth1"))) {
      for (String name : List.of("vrrp.conf", "lvs.conf", "lines.conf")) {
        Map<String, String> files =
            Map.of("main.conf", Objects.requireNonNull(seeds().get(name)), "part.conf", "$Y=2\n");
        Differential.Verdicts verdicts = both.judge(files);
        assertThat(verdicts.found()).as(name).isEmpty();
        assertThat(verdicts.theirs().output()).as(name).isEmpty();
        assertThat(verdicts.ours()).as(name).isZero();
        assertThat(verdicts.theirs().status()).as(name).isZero();
      }
    }
  }

  @Test
  void keepalivedJudgesEveryMutantAsWeDo() throws IOException, URISyntaxException {
    DifferentialRun.Outcome outcome = DifferentialRun.run(seeds(), 1, MUTANTS, 5, Optional.empty());
    assertThat(outcome.unreviewed()).isEmpty();
    assertThat(outcome.judged()).isEqualTo(MUTANTS);
  }
}
