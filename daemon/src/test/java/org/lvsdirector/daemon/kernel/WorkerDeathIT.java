package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The worker is killed: the director keeps its address and its table, and a new worker adopts both.
 */
@Tag("ipvs")
class WorkerDeathIT {
  @Test
  void costsNeitherTheVipNorATableEntryAndItIsBack() {
    try (LabTopology lab = LabTopology.up()) {
      lab.prepareRealServers();
      Host director = lab.director1();
      Running running = Program.LVS_DIRECTOR.start(director, Program.exampleFor(director));
      Await.until("director1 serves", Await.LONG, () -> serves(lab, director), running::log);
      assertThat(lab.client().ask()).isNotEmpty();
      String saved = director.ok("ipvsadm", "-Sn");
      String first = director.worker();

      director.ok("kill", "-KILL", first);
      Await.until(
          "a new worker runs",
          Await.LONG,
          () -> {
            assertThat(director.holds(LabTopology.VIP)).as(running.log()).isTrue();
            assertThat(director.ok("ipvsadm", "-Sn")).isEqualTo(saved);
            String now = director.worker();
            return !now.isEmpty() && !now.equals(first);
          },
          running::log);
      Await.until(
          "the new worker has told how things are",
          Await.LONG,
          () -> statusOf(director),
          running::log);

      assertThat(director.ok("ipvsadm", "-Sn")).isEqualTo(saved);
      // A service that had been removed and added again would have lost its count.
      assertThat(connections(director)).isPositive();
      assertThat(running.terminate()).as(running.log()).isZero();
      assertThat(director.table()).doesNotContain(LabTopology.VIP);
    }
  }

  private static boolean serves(LabTopology lab, Host director) {
    return director.holds(LabTopology.VIP)
        && director.balancesTo(lab.rs1())
        && director.balancesTo(lab.rs2());
  }

  private static boolean statusOf(Host director) {
    Ran ran = director.run(Program.distribution().toString(), "status");
    return ran.status() == 0 && ran.out().contains(LabTopology.VIP) && ran.out().contains("MASTER");
  }

  private static long connections(Host director) {
    return director
        .ok("ipvsadm", "-Ln", "--stats")
        .lines()
        .filter(line -> line.contains(LabTopology.VIP + ":80"))
        .map(line -> line.strip().split("\\s+"))
        .mapToLong(words -> Long.parseLong(words[2]))
        .sum();
  }
}
