package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The main process is killed: its worker ends with it, at once and without touching anything. */
class MainProcessDeathIT {
  @Test
  void endsTheWorkerToo() {
    try (LabTopology lab = LabTopology.up()) {
      Host director = lab.director1();
      Running running = Program.startInMemory(director, Program.exampleFor(director));
      Await.until("the worker runs", Await.LONG, () -> !director.worker().isEmpty(), running::log);

      running.signal("KILL");
      running.awaitExit();

      Await.until(
          "the worker has ended", Await.LONG, () -> director.worker().isEmpty(), running::log);
      assertThat(director.run("pgrep", "-f", "org.lvsdirector").out()).isEmpty();
    }
  }
}
