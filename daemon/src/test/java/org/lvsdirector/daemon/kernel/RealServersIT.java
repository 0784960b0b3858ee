package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who answers ARP for the VIP before and after {@code lvs-director provision apply}, over real SSH.
 * Needs no IPVS: the director holds the VIP by hand.
 */
class RealServersIT {
  private static final Pattern REPLY =
      Pattern.compile("Reply " + Pattern.quote(LabTopology.VIP) + " is-at ([0-9a-f:]{17})");
  private static final String NOBODY = "192.168.1.254";
  @AutoClose private static LabTopology lab;

  @BeforeAll
  static void up() {
    lab = LabTopology.up();
    lab.director1().ok("ip", "address", "add", LabTopology.VIP + "/32", "dev", "eth0");
  }

  @Test
  void unpreparedServersAnswerForTheVipAndPreparedOnesDoNot() {
    for (Host server : new Host[] {lab.rs1(), lab.rs2()}) {
      server.ok("ip", "address", "add", LabTopology.VIP + "/32", "dev", "lo");
    }
    assertThat(whoAnswersArp())
        .as("real servers carry the VIP, nothing keeps them quiet")
        .contains(lab.director1().mac())
        .containsAnyOf(lab.rs1().mac(), lab.rs2().mac());

    Ran applied = provision("apply");
    assertThat(applied.status()).as(applied.all()).isZero();

    assertThat(whoAnswersArp()).containsExactly(lab.director1().mac());
    for (Host server : new Host[] {lab.rs1(), lab.rs2()}) {
      assertThat(server.ok("ip", "-o", "address", "show", "dev", "lo"))
          .contains(" " + LabTopology.VIP + "/32 ");
    }
    Ran verified = provision("verify");
    assertThat(verified.status()).as(verified.all()).isZero();
  }

  private static Ran provision(String verb) {
    Host director = lab.director1();
    return director.run(
        Program.distribution().toString(),
        "provision",
        verb,
        "-f",
        Program.exampleFor(director).toString(),
        "--inventory",
        LabTopology.REPOSITORY.resolve("conf-examples/dr-http-tcp/provision.conf").toString());
  }

  /**
   * Asks for the VIP with an empty neighbour table, three times, as a slow answer may come after
   * the question was settled. A last question, for an address that nobody has, marks the end: what
   * came before it has been printed before it.
   */
  private static Set<String> whoAnswersArp() {
    Host client = lab.client();
    try (Capture arp = Capture.on(client, "arp")) {
      for (int round = 0; round < 3; round++) {
        client.ok("ip", "neigh", "flush", "dev", "eth0");
        client.run("ping", "-c", "1", "-W", "2", LabTopology.VIP);
      }
      client.run("ping", "-c", "1", "-W", "1", NOBODY);
      arp.await("who-has " + NOBODY);
      Set<String> answerers = new TreeSet<>();
      Matcher replies = REPLY.matcher(arp.log());
      while (replies.find()) {
        answerers.add(replies.group(1));
      }
      return answerers;
    }
  }
}
