package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two whole directors that name each other by {@code drain_peer}: what an operator drains on one is
 * drained on the other, through a failover, and what was said while one was away counts when it is
 * back. Needs no IPVS: the table is kept in memory.
 */
class DrainPeerIT {
  private static final String SERVER = "192.168.1.31:80";
  private static final String PORT = "9112";
  @AutoClose private LabTopology lab;
  private Path file1;
  private Path file2;

  @BeforeEach
  void up() throws IOException {
    lab = LabTopology.up();
    file1 = configuration(lab.director1(), lab.director2(), 150);
    file2 = configuration(lab.director2(), lab.director1(), 100);
    token(lab.director1(), "of-both");
    token(lab.director2(), "of-both");
  }

  @Test
  void aDrainOutlivesAFailoverAndItsEndReachesWhoWasAway() {
    Running one = Program.startInMemory(lab.director1(), file1);
    Running two = Program.startInMemory(lab.director2(), file2);
    awaitVip(lab.director1(), one);
    awaitServer(lab.director2(), "up", two);

    command(lab.director1(), "drain", SERVER, "--reason", "new disk");
    awaitServer(lab.director1(), "drained", one);
    awaitServer(lab.director2(), "drained", two);
    assertThat(status(lab.director2())).contains("@director1", "new disk");

    Program.LVS_DIRECTOR.crash(one);
    awaitVip(lab.director2(), two);
    assertThat(server(status(lab.director2()))).isEqualTo("drained");
    two.awaitLog("drains are not exchanged with 192.168.1.21:" + PORT);

    command(lab.director2(), "undrain", SERVER);
    awaitServer(lab.director2(), "up", two);
    one = Program.startInMemory(lab.director1(), file1);
    awaitVip(lab.director1(), one);
    awaitServer(lab.director1(), "up", one);
    assertThat(server(status(lab.director2()))).isEqualTo("up");
    two.awaitLog("drains are exchanged with 192.168.1.21:" + PORT + " again");
    one.awaitLog(SERVER + " undrained by ");
    assertThat(one.terminate()).as(one.log()).isZero();
    assertThat(two.terminate()).as(two.log()).isZero();
  }

  @Test
  void withAnotherTokenNothingGoesOverAndBothSaySo() {
    token(lab.director2(), "another");
    Running one = Program.startInMemory(lab.director1(), file1);
    Running two = Program.startInMemory(lab.director2(), file2);
    awaitServer(lab.director2(), "up", two);
    awaitServer(lab.director1(), "up", one);

    command(lab.director1(), "drain", SERVER);
    awaitServer(lab.director1(), "drained", one);
    one.awaitLog("drains are not exchanged with 192.168.1.22:" + PORT + ": it answers 401");
    two.awaitLog("somebody sent drains that are not signed with our token; refused");
    assertThat(lab.director1().ok(Program.distribution().toString(), "status"))
        .contains("drains are not shared with 192.168.1.22:" + PORT);
    assertThat(server(status(lab.director2()))).isEqualTo("up");

    assertThat(two.terminate()).as(two.log()).isZero();
    token(lab.director2(), "of-both");
    two = Program.startInMemory(lab.director2(), file2);
    awaitServer(lab.director2(), "drained", two);
    one.awaitLog("drains are exchanged with 192.168.1.22:" + PORT + " again");
    assertThat(one.terminate()).as(one.log()).isZero();
    assertThat(two.terminate()).as(two.log()).isZero();
  }

  private Path configuration(Host host, Host peer, int priority) throws IOException {
    return Files.writeString(
        lab.newFile(host.name(), ".conf"),
        DirectorFile.text(
            """
            router_id %1$s
            @lvs_director status_address %2$s
            @lvs_director status_port %4$s
            @lvs_director status_token_file /run/token
            @lvs_director drain_peer %3$s %4$s
            """
                .formatted(host.name(), host.address(), peer.address(), PORT),
            priority,
            "weight 7"));
  }

  private static void token(Host host, String token) {
    host.ok("sh", "-c", "umask 077; echo " + token + " >/run/token");
  }

  private static void command(Host host, String... words) {
    String[] command = new String[words.length + 1];
    command[0] = Program.distribution().toString();
    System.arraycopy(words, 0, command, 1, words.length);
    host.ok(command);
  }

  private static void awaitVip(Host host, Running running) {
    Await.until(
        host + " holds the VIP", Await.LONG, () -> host.holds(LabTopology.VIP), running::log);
  }

  private static void awaitServer(Host host, String wanted, Running running) {
    Await.until(
        SERVER + " is " + wanted + " on " + host,
        Await.LONG,
        () -> server(status(host)).equals(wanted),
        () -> status(host) + "\n" + running.log());
  }

  /** The whole status; empty while the director is not there. */
  private static String status(Host host) {
    return host.run(
            "sh",
            "-c",
            "curl -sS -H \"Authorization: Bearer $(cat /run/token)\" http://"
                + host.address()
                + ":"
                + PORT
                + "/v1/status")
        .out();
  }

  /** The one server: what it is and whether its weight goes with that. */
  private static String server(String status) {
    if (status.contains("\"drained\":{") && status.contains("\"weight\":0,")) {
      return "drained";
    }
    return status.contains("\"weight\":7,") && !status.contains("\"drained\":{") ? "up" : "neither";
  }
}
