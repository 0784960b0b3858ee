package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * The one thread that starts the checks hangs, and everything else in the worker goes on: only the
 * missing starts tell. The worker is replaced, and VRRP never hears of it.
 */
class StuckSchedulerIT {
  private static final String MASTER = "(VI_1) Entering MASTER STATE";
  private static final String SUCCEEDED = "Remote Web server [192.168.1.31]:tcp:80 succeed";
  private static final String FAILED = "HTTP_CHECK on service [192.168.1.31]:tcp:80 failed";

  /** Quartz's, as far as the kernel keeps its name. */
  private static final String THREAD = "health-checks-1";

  /** Seconds, instead of the minute after which a scheduler counts as dead. */
  private static final String SOON = "JAVA_TOOL_OPTIONS=-Dlvsdirector.longest-without-starts=5";

  @Test
  void costsTheWorkerAndNotTheVip() {
    try (LabTopology lab = LabTopology.up()) {
      Host director = lab.director1();
      Running running = Program.startInMemory(director, Program.exampleFor(director), SOON);
      Await.until(
          "director1 is MASTER and has checked",
          Await.LONG,
          () ->
              director.holds(LabTopology.VIP)
                  && running.log().contains(MASTER)
                  && running.log().contains(SUCCEEDED),
          running::log);
      String first = director.worker();
      String transitions = running.linesWith("Entering");

      try (StoppedThread _ = new StoppedThread(running.workerThread(THREAD))) {
        lab.killNginx(lab.rs1());
        awaitWithVip(
            "the worker says that it starts nothing",
            running,
            () -> running.log().contains("no health check has been started for "));
        awaitWithVip(
            "the main process kills it",
            running,
            () -> running.log().contains("killing worker " + first + ": its checks have given"));
        assertThat(running.log()).as("nobody saw it").doesNotContain(FAILED);
      }
      // Not before this point: a process is not gone while somebody traces one of its threads.
      awaitWithVip(
          "another worker runs",
          running,
          () -> !director.worker().isEmpty() && !director.worker().equals(first));
      awaitWithVip("it finds rs1 down", running, () -> running.log().contains(FAILED));
      long then = running.logLength();
      lab.startNginx(lab.rs1());
      awaitWithVip("and up again", running, () -> running.logFrom(then).contains(SUCCEEDED));

      assertThat(running.linesWith("Entering")).isEqualTo(transitions);
      assertThat(running.terminate()).as(running.log()).isZero();
    }
  }

  /** Waits for something and sees to it that the VIP is where it was all the time. */
  private static void awaitWithVip(String what, Running running, BooleanSupplier condition) {
    Await.until(
        what,
        Await.LONG,
        () -> {
          assertThat(running.host().holds(LabTopology.VIP)).as(running.log()).isTrue();
          return condition.getAsBoolean();
        },
        running::log);
  }
}
