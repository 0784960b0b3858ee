package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A worker that runs out of memory ends alone and is replaced; VRRP goes on. */
class WorkerOutOfMemoryIT {
  @Test
  void endsTheWorkerOnly() {
    try (LabTopology lab = LabTopology.up()) {
      Host director = lab.director1();
      String file = "/run/oom.conf";
      director.ok("cp", Program.exampleFor(director).toString(), file);
      director.ok("sed", "-i", "s/^global_defs {/&\\n    @lvs_director worker_heap 32M/", file);
      Running running = start(director, file);
      awaitMaster(director, running);
      String first = director.worker();
      director.ok("cp", file, "/run/small.conf");

      // Far more servers than 32 MB can hold, each with a check of its own.
      director.ok("sh", "-c", "seq 1 20000 | awk '" + SERVERS + "' >>" + file);
      running.signal("HUP");
      running.awaitLog("worker ended with status 3");
      director.ok("cp", "/run/small.conf", file);

      awaitAnotherWorker(director, first, running);
      running.awaitLog("Remote Web server [192.168.1.31]:tcp:80 succeed");
      assertThat(director.holds(LabTopology.VIP)).as(running.log()).isTrue();
      assertThat(running.terminate()).as(running.log()).isZero();
    }
  }

  private static final String SERVERS =
      "{ a = int($1 / 250); b = $1 % 250 + 1;"
          + " printf \"virtual_server 10.8.%d.%d 80 {\\nlb_algo rr\\nlb_kind DR\\nprotocol TCP\\n\", a, b;"
          + " printf \"real_server 10.9.%d.%d 80 {\\nTCP_CHECK {\\nconnect_timeout 2\\n}\\n}\\n}\\n\", a, b }";

  private static Running start(Host host, String file) {
    return Program.startInMemory(host, Path.of(file));
  }

  private static void awaitMaster(Host director, Running running) {
    Await.until(
        director + " is MASTER and its worker checks",
        Await.LONG,
        () ->
            director.holds(LabTopology.VIP)
                && running.log().contains("TCP connection to [192.168.1.32]:tcp:80 success"),
        running::log);
  }

  private static void awaitAnotherWorker(Host director, String first, Running running) {
    Await.until(
        "another worker runs",
        Await.LONG,
        () -> !director.worker().isEmpty() && !director.worker().equals(first),
        running::log);
  }
}
