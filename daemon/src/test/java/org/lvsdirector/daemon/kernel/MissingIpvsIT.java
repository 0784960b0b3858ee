package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A kernel without IPVS; the tag sees to it that this never meets one that has it. */
@Tag("no-ipvs")
class MissingIpvsIT {
  @Test
  void theDaemonSaysWhatIsMissingAndHowToLoadItAndEnds() {
    try (LabTopology lab = LabTopology.up()) {
      Host director = lab.director1();
      Ran ran =
          director.run(
              Program.distribution().toString(),
              "run",
              "-f",
              Program.exampleFor(director).toString());
      assertThat(ran.status()).as(ran.all()).isNotZero();
      assertThat(ran.all()).contains("IPVS").contains("modprobe ip_vs").doesNotContain("\tat ");
      assertThat(director.holds(LabTopology.VIP)).isFalse();
    }
  }
}
