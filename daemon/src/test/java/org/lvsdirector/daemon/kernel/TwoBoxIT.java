package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * conf-examples/two-box: two directors that are each other's real servers. No packet is balanced
 * twice, because the backup's sync daemon keeps it from its table; the roles follow VRRP.
 */
@Tag("ipvs")
class TwoBoxIT {
  private static final int REQUESTS = 8;

  @Test
  void everyRequestIsBalancedOnceBeforeAndAfterATakeover() {
    try (LabTopology lab = LabTopology.up()) {
      lab.prepareRealServers();
      Host box1 = lab.rs1();
      Host box2 = lab.rs2();
      Running second = start(box2, "box2.conf");
      second.awaitLog("set net.ipv4.vs.backup_only = 1");
      for (Host box : Set.of(box1, box2)) {
        box.ok("sysctl", "-q", "-w", "net.ipv4.vs.backup_only=1");
      }
      Running first = start(box1, "box1.conf");
      await(first, second, () -> isReady(box1, box2));
      ask(lab.client());
      assertThat(connections(box1)).as("balanced by the MASTER").isEqualTo(REQUESTS);
      assertThat(connections(box2)).as("balanced by the BACKUP").isZero();

      assertThat(first.terminate()).as(first.log()).isZero();
      // Until the client has heard the announcement it asks box1, which answers as a real server.
      await(
          first,
          second,
          () -> role(box2).equals("master") && holds(box2) && asks(lab.client(), box2));
      ask(lab.client());
      assertThat(connections(box2)).as("balanced by the new MASTER").isEqualTo(REQUESTS);
      assertThat(box1.table()).doesNotContain(LabTopology.VIP);
      assertThat(role(box1)).as("a stopped director leaves no sync daemon").isEmpty();
    }
  }

  private static Running start(Host box, String file) {
    Path path = LabTopology.REPOSITORY.resolve("conf-examples/two-box").resolve(file);
    return Program.LVS_DIRECTOR.start(box, path);
  }

  private static boolean isReady(Host box1, Host box2) {
    return holds(box1)
        && !holds(box2)
        && role(box1).equals("master")
        && role(box2).equals("backup")
        && isFull(box1, box1, box2)
        && isFull(box2, box1, box2);
  }

  private static boolean isFull(Host box, Host box1, Host box2) {
    return box.balancesTo(box1) && box.balancesTo(box2);
  }

  /** On eth0: both have it on lo. */
  private static boolean holds(Host box) {
    return box.ok("ip", "-o", "address", "show", "dev", "eth0")
        .contains(" " + LabTopology.VIP + "/");
  }

  private static boolean asks(Host client, Host box) {
    return client.ok("ip", "neighbor", "show", LabTopology.VIP).contains(box.mac());
  }

  /** The role of the sync daemon, as ipvsadm names it. */
  private static String role(Host box) {
    String shown = box.ok("ipvsadm", "-Ln", "--daemon").strip();
    return shown.isEmpty() ? "" : shown.split("\\s+")[0];
  }

  private static void ask(Host client) {
    Set<String> answers = new TreeSet<>();
    for (int i = 0; i < REQUESTS; i++) {
      answers.add(client.ask());
    }
    assertThat(answers).containsExactly("rs1", "rs2");
  }

  /**
   * What the box has balanced, from the counters of each processor: ipvsadm shows sums that the
   * kernel makes only every two seconds.
   */
  private static long connections(Host box) {
    return box.ok("cat", "/proc/net/ip_vs_stats_percpu")
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length == 6 && words[0].matches("[0-9A-F]+"))
        .mapToLong(words -> Long.parseLong(words[1], 16))
        .sum();
  }

  private static void await(
      Running first, Running second, java.util.function.BooleanSupplier condition) {
    Await.until(
        "the roles are taken", Await.LONG, condition, () -> first.log() + "\n" + second.log());
  }
}
