package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The MASTER dies, comes back, or stops cleanly: two of ours, and one of ours beside keepalived.
 */
@Tag("ipvs")
class FailoverIT {
  /**
   * Adverts of priority 0: the byte behind version, type and VRID, in packets to the VRRP group.
   */
  private static final String PRIORITY_ZERO = "ip proto 112 and ip[22] = 0";

  @AutoClose private LabTopology lab;

  @BeforeEach
  void up() {
    lab = LabTopology.up();
    lab.prepareRealServers();
  }

  @ParameterizedTest(name = "MASTER {0}, BACKUP {1}")
  @CsvSource({"LVS_DIRECTOR, LVS_DIRECTOR", "LVS_DIRECTOR, KEEPALIVED", "KEEPALIVED, LVS_DIRECTOR"})
  void theBackupTakesOverFromADeadMasterGivesBackAndIsLeftTheRestByACleanStop(
      Program first, Program second) {
    DirectorPair pair = DirectorPair.start(lab, first, second);
    bothServersAnswer();
    Host backup = lab.director2();
    try (Capture garp = Capture.on(lab.client(), "arp and ether src", backup.mac())) {
      pair.crash1();
      pair.awaitVip(backup);
      garp.await(" " + LabTopology.VIP);
    }
    bothServersAnswer();

    pair.restart1();
    pair.awaitMaster(lab.director1(), backup);
    pair.awaitFullTables();
    bothServersAnswer();

    // One host's clock and one capture for all packets: emulation slows the observer, not the
    // figures.
    try (Capture goodBye = Capture.on(backup, PRIORITY_ZERO);
        Capture wire = Capture.on(lab.client(), "arp or ip proto 112")) {
      Running master = pair.running1();
      int status = master.terminate();
      assertThat(status).as(master.log()).isZero();
      goodBye.await("prio 0");
      pair.awaitMaster(backup, lab.director1());
      Await.until("director2 announces the VIP", Await.LONG, () -> takenOver(wire), wire::log);
      double last = firstAt(wire, "prio 0", lab.director1().mac());
      double announced = firstAt(wire, LabTopology.VIP, backup.mac());
      double limit = second == Program.LVS_DIRECTOR ? 1.0 : 3.0;
      assertThat(announced - last).as(wire.log()).isBetween(0.0, limit);
    }
    assertThat(lab.director1().table()).doesNotContain(LabTopology.VIP);
    bothServersAnswer();
  }

  private boolean takenOver(Capture wire) {
    String from = lab.director2().mac() + " > ";
    List<String> packets = wire.packets();
    return packets.stream().anyMatch(p -> p.contains(from) && p.contains("VRRPv3"))
        && packets.stream()
            .anyMatch(p -> p.contains(from) && p.contains("ARP") && p.contains(LabTopology.VIP));
  }

  /** Seconds since 1970 of the first captured packet from this hardware address with this text. */
  private static double firstAt(Capture wire, String text, String mac) {
    String packet =
        wire.packets().stream()
            .filter(p -> p.contains(mac + " > ") && p.contains(text))
            .findFirst()
            .orElseThrow(
                () -> new AssertionError(text + " from " + mac + " is not in\n" + wire.log()));
    return Double.parseDouble(packet.substring(0, packet.indexOf(' ')));
  }

  private void bothServersAnswer() {
    assertThat(List.of(lab.client().ask(), lab.client().ask()))
        .containsExactlyInAnyOrder("rs1", "rs2");
  }
}
