package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A MASTER becomes the program that is installed now, and nobody on the segment notices. */
class InPlaceRestartIT {
  private static final String RESTART = "37";

  /** Adverts every ten seconds: a builder that is busy must not look like a router that is gone. */
  private static final String PATIENT =
      "sed -e 's/advert_int 1/advert_int 10/' -e 's/priority 150/priority 255/' \"$0\" >/run/patient.conf";

  @Test
  void keepsTheProcessTheAddressAndTheOtherRouterQuiet() {
    try (LabTopology lab = LabTopology.up()) {
      Host master = lab.director1();
      Running running = start(master);
      Await.until(
          "director1 is MASTER", Await.LONG, () -> master.holds(LabTopology.VIP), running::log);
      Running other = start(lab.director2());
      other.awaitLog("Entering BACKUP STATE");
      Running addresses = master.start("ip", "monitor", "address", "dev", "eth0");
      String pid = running.pid();
      String worker = master.worker();

      try (Capture adverts = Capture.on(lab.client(), "ip proto 112")) {
        adverts.await("vrid 51");
        master.ok("kill", "-" + RESTART, pid);
        running.awaitLog("going on as MASTER: VI_1");
        int before = from(adverts, master);
        Await.until(
            "director1 goes on advertising",
            Await.LONG,
            () -> from(adverts, master) > before,
            running::log);

        assertThat(from(adverts, lab.director2())).as(other.log()).isZero();
        assertThat(adverts.saw("prio 0")).as(adverts.log()).isFalse();
      }
      assertThat(master.holds(LabTopology.VIP)).isTrue();
      assertThat(addresses.log()).doesNotContain("Deleted");
      assertThat(running.pid()).isEqualTo(pid);
      assertThat(master.ok("cat", "/proc/" + pid + "/comm").strip()).isEqualTo("lvs-director");
      Await.until(
          "another worker runs",
          Await.LONG,
          () -> !master.worker().isEmpty() && !master.worker().equals(worker),
          running::log);
      assertThat(master.ok("ps", "-o", "state=", "--ppid", pid)).doesNotContain("Z");

      assertThat(running.terminate()).as(running.log()).isZero();
      assertThat(master.holds(LabTopology.VIP)).isFalse();
    }
  }

  private static Running start(Host host) {
    host.ok("sh", "-c", PATIENT, Program.exampleFor(host).toString());
    return Program.startInMemory(host, Path.of("/run/patient.conf"));
  }

  private static int from(Capture adverts, Host sender) {
    return (int) adverts.packets().stream().filter(line -> line.contains(sender.mac())).count();
  }
}
