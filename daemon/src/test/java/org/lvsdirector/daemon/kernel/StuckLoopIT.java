package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Loops that hang. The main process stops feeding the service manager's watchdog when its VRRP loop
 * does not turn, and replaces a worker whose check loop does not. What the next worker does with
 * the table is shown by {@link WorkerDeathIT}.
 */
class StuckLoopIT {
  private static final String FED = "WATCHDOG=1";

  @Test
  void ofVrrpStarvesTheWatchdogAndOfTheWorkerEndsIt() {
    try (LabTopology lab = LabTopology.up()) {
      Host director = lab.director1();
      Path path = lab.newFile("systemd", ".socket");
      try (NotifySocket systemd = new NotifySocket(path)) {
        Running running =
            Program.startInMemory(director, Program.exampleFor(director), "NOTIFY_SOCKET=" + path);
        systemd.await("READY=1");
        systemd.await(FED);
        String first = director.worker();

        director.ok("kill", "-STOP", first);
        try (StoppedThread _ = new StoppedThread(running.thread("vrrp"))) {
          systemd.awaitNoMore(FED, Duration.ofSeconds(5));
          running.awaitLog(
              "killing worker " + first + ": its checks have given no sign of life for");
          Await.until(
              "another worker answers", Await.LONG, () -> isAnswering(director), running::log);
          assertThat(director.worker()).isNotEmpty().isNotEqualTo(first);
        }
        systemd.await(FED);
        assertThat(running.terminate()).as(running.log()).isZero();
      }
    }
  }

  private static boolean isAnswering(Host director) {
    return director
        .run(Program.distribution().toString(), "status")
        .out()
        .contains(LabTopology.VIP);
  }
}
