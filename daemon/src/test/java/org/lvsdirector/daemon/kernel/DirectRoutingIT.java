package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A running pair of directors with prepared real servers: election, balancing, health. */
@Tag("ipvs")
class DirectRoutingIT {
  @AutoClose private static LabTopology lab;
  private static DirectorPair pair;

  @BeforeAll
  static void up() {
    lab = LabTopology.up();
    lab.prepareRealServers();
    pair = DirectorPair.start(lab, Program.LVS_DIRECTOR, Program.LVS_DIRECTOR);
  }

  @Test
  void onlyTheMasterHoldsTheVip() {
    assertThat(lab.director1().holds(LabTopology.VIP)).isTrue();
    assertThat(lab.director2().holds(LabTopology.VIP)).isFalse();
  }

  @Test
  void bothDirectorsHoldTheSameTable() {
    assertThat(lab.director1().ok("ipvsadm", "-Sn"))
        .isEqualTo(lab.director2().ok("ipvsadm", "-Sn"))
        .isEqualTo(
            """
            -A -t 192.168.1.100:80 -s rr
            -a -t 192.168.1.100:80 -r 192.168.1.31:80 -g -w 1
            -a -t 192.168.1.100:80 -r 192.168.1.32:80 -g -w 1
            """);
  }

  @Test
  void ourTableReaderPrintsWhatIpvsadmPrints() {
    Host director = lab.director2();
    String tool = Program.distribution().toString();
    assertThat(director.ok(tool, "ipvs")).isEqualTo(director.table());
    assertThat(director.ok(tool, "ipvs", "--save")).isEqualTo(director.ok("ipvsadm", "-Sn"));
  }

  @Test
  void requestsAlternateBetweenTheRealServers() {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      answers.add(lab.client().ask());
    }
    assertThat(answers.subList(0, 2)).containsExactlyInAnyOrder("rs1", "rs2");
    assertThat(answers)
        .containsExactly(
            answers.get(0),
            answers.get(1),
            answers.get(0),
            answers.get(1),
            answers.get(0),
            answers.get(1));
  }

  @Test
  void theFrameIsPassedOnByMacAndTheAnswerBypassesTheDirector() {
    try (Capture atRs1 = Capture.on(lab.rs1(), "tcp port 80 and host", lab.client().address());
        Capture atRs2 = Capture.on(lab.rs2(), "tcp port 80 and host", lab.client().address());
        Capture atDirector =
            Capture.on(lab.director1(), "tcp port 80 and host", lab.client().address())) {
      // Two requests of two alternating servers: each has had one.
      assertThat(List.of(lab.client().ask(), lab.client().ask()))
          .containsExactlyInAnyOrder("rs1", "rs2");
      seesFrameFromDirectorAndAnswersClient(atRs1, lab.rs1());
      seesFrameFromDirectorAndAnswersClient(atRs2, lab.rs2());

      atDirector.await(lab.client().mac() + " > " + lab.director1().mac());
      atDirector.await(lab.director1().mac() + " > " + lab.rs1().mac());
      assertThat(atDirector.packets())
          .noneMatch(
              packet -> packet.contains(LabTopology.VIP + ".80 > " + lab.client().address()));
    }
  }

  private static void seesFrameFromDirectorAndAnswersClient(Capture capture, Host server) {
    String asked = lab.client().address() + ".[0-9]+ > " + LabTopology.VIP + ".80: Flags \\[S\\]";
    String answered =
        LabTopology.VIP + ".80 > " + lab.client().address() + ".[0-9]+: Flags \\[S\\.\\]";
    capture.await("Flags [S.]");
    assertThat(capture.packets())
        .anyMatch(
            packet ->
                packet.contains(lab.director1().mac() + " > " + server.mac())
                    && packet.matches(".*" + asked + ".*"))
        .anyMatch(
            packet ->
                packet.contains(server.mac() + " > " + lab.client().mac())
                    && packet.matches(".*" + answered + ".*"));
  }

  @Test
  void aServerThatFailsItsHttpCheckLeavesBothTablesAndComesBack() {
    leavesAndComesBack(lab.rs1(), "rs2");
  }

  @Test
  void aServerThatFailsItsTcpCheckLeavesBothTablesAndComesBack() {
    leavesAndComesBack(lab.rs2(), "rs1");
  }

  private static void leavesAndComesBack(Host server, String other) {
    lab.killNginx(server);
    pair.awaitTables("without " + server, host -> !host.balancesTo(server));
    assertThat(List.of(lab.client().ask(), lab.client().ask())).containsOnly(other);

    lab.startNginx(server);
    pair.awaitTables("with " + server, host -> host.balancesTo(server));
    assertThat(List.of(lab.client().ask(), lab.client().ask()))
        .containsExactlyInAnyOrder("rs1", "rs2");
  }
}
