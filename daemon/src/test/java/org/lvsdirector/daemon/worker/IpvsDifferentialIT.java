package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same table as Debian's keepalived makes, for files that use every option a virtual server
 * has; {@code lab/ipvs-differential DIR} does the same with a folder of files.
 */
@Tag("ipvs")
class IpvsDifferentialIT {
  /**
   * Their global settings exclude those of the others; while a sync daemon runs, the kernel refuses
   * servers of another family than their service's.
   */
  private static final List<String> ALONE = List.of("flush", "flush-vs", "sync-daemon");

  @Test
  void theTableIsKeepalivedsAtEachStepButForWhatWasReviewed() throws IOException {
    List<DifferentialCase> cases = new ArrayList<>();
    List<DifferentialCase> together = new ArrayList<>();
    for (String name : DifferentialCase.BUILT_IN) {
      (ALONE.contains(name) ? cases : together).add(DifferentialCase.load(name));
    }
    cases.addFirst(DifferentialCase.joined("all", together));
    ReviewedDifferences reviewed = ReviewedDifferences.load("ipvs/reviewed.txt");
    DifferentialRuns runs = new DifferentialRuns(reviewed, IpvsDifferentialIT::ours, cases.size());
    DifferentialRuns.Outcome outcome = runs.of(cases);
    assertThat(outcome.broken()).as("not compared").isEmpty();
    assertThat(reviewed.unknown(outcome.found())).as("differences nobody looked at").isEmpty();
    assertThat(reviewed.unused()).as("reviewed differences that are no more").isEmpty();
  }

  /** The packaged program for most of it; for the rest its worker's logic, which starts sooner. */
  private static Balancer ours(DifferentialCase subject, Path file) throws IOException {
    return ALONE.contains(subject.name())
        ? WorkerBalancer.start(file)
        : DaemonBalancer.start(DaemonBalancer.ours(), file);
  }
}
