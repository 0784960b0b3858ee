package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The daemon watches the real servers over SSH. Needs no IPVS: the table is kept in memory. */
class ProvisionWatchIT {
  private static final String RS1 = "192.168.1.31";
  private static final String RS2 = "192.168.1.32";
  @AutoClose private final LabTopology lab = LabTopology.up();

  @Test
  void driftIsFoundToldOnceAndSeenToHeal() throws IOException {
    Host director = lab.director1();
    Path file = lab.newFile("director", ".conf");
    Path inventory = LabTopology.REPOSITORY.resolve("conf-examples/dr-http-tcp/provision.conf");
    Files.writeString(
        file,
        """
        global_defs {
            @lvs_director provision_watch 10
            @lvs_director provision_inventory %s
            @lvs_director status_port 9112
        }
        virtual_server 192.168.1.100 80 {
            lb_algo rr
            lb_kind DR
            protocol TCP
            real_server 192.168.1.31 80 {
            }
            real_server 192.168.1.32 80 {
            }
        }
        """
            .formatted(inventory));
    Running daemon =
        director.start(
            Program.distribution().toString(), "run", "--ipvs=memory", "-f", file.toString());
    daemon.awaitLog(RS1 + " drifted");
    daemon.awaitLog(RS2 + " drifted");

    provision(director, "apply", file, inventory);
    daemon.awaitLog(RS1 + " as wanted again");
    daemon.awaitLog(RS2 + " as wanted again");
    long told = drifts(daemon);

    lab.rs1().ok("ip", "address", "del", LabTopology.VIP + "/32", "dev", "lo");
    lab.rs2().ok("sh", "-c", "kill -KILL $(cat /run/sshd.pid)");
    daemon.awaitLog(
        RS1
            + " drifted: "
            + LabTopology.VIP
            + "/32 on lo (found: absent); 'lvs-director provision apply --hosts "
            + RS1
            + "' puts it right");
    daemon.awaitLog(RS2 + " cannot be verified");
    assertThat(drifts(daemon)).isEqualTo(told + 1);

    String status = director.ok(Program.distribution().toString(), "status", "--json");
    assertThat(status).contains("\"provision\"", "\"different\"", "\"failed\"");
    assertThat(director.run(Program.distribution().toString(), "status").out())
        .contains("REAL SERVERS", RS1, "drifted");
    assertThat(director.ok("curl", "-sS", "http://127.0.0.1:9112/metrics"))
        .contains(
            "lvs_director_provision_in_order{server=\"" + RS1 + "\"} 0",
            "lvs_director_provision_verified{server=\"" + RS1 + "\"} 1",
            "lvs_director_provision_verified{server=\"" + RS2 + "\"} 0");
    assertThat(daemon.terminate()).isZero();
  }

  /** A verification during apply may see a half prepared server, and tells that too. */
  private static long drifts(Running daemon) {
    return daemon.lines().stream().filter(l -> l.contains(RS1 + " drifted")).count();
  }

  private static void provision(Host director, String verb, Path file, Path inventory) {
    director.ok(
        Program.distribution().toString(),
        "provision",
        verb,
        "-f",
        file.toString(),
        "--inventory",
        inventory.toString());
  }
}
