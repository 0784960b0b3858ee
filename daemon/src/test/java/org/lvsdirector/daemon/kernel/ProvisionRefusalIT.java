package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Real servers that cannot or must not be reached over SSH. Needs no IPVS. */
class ProvisionRefusalIT {
  @AutoClose private final LabTopology lab = LabTopology.up();

  @Test
  void anUnknownHostKeyIsRefusedAndNothingIsChanged() {
    Host director = lab.director1();
    Host server = lab.rs1();
    director.ok("mv", "/var/root/.ssh/known_hosts", "/var/root/.ssh/aside");
    try {
      Ran ran = provision(director);
      assertThat(ran.status()).isEqualTo(1);
      assertThat(ran.all()).contains("192.168.1.31").containsIgnoringCase("host key");
    } finally {
      director.ok("mv", "/var/root/.ssh/aside", "/var/root/.ssh/known_hosts");
    }
    assertThat(server.ok("ip", "-o", "address", "show", "dev", "lo"))
        .doesNotContain(LabTopology.VIP);
    assertThat(server.ok("sysctl", "-n", "net.ipv4.conf.all.arp_ignore").strip()).isEqualTo("0");
  }

  @Test
  void aRefusedConnectionNamesTheHostAndSparesTheOther() {
    Host server = lab.rs2();
    server.ok("pkill", "-KILL", "sshd");
    Ran ran = provision(lab.director1());
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.all()).contains("192.168.1.32").containsIgnoringCase("refused");
    assertThat(lab.rs1().ok("ip", "-o", "address", "show", "dev", "lo")).contains(LabTopology.VIP);
  }

  private static Ran provision(Host director) {
    return director.run(
        Program.distribution().toString(),
        "provision",
        "apply",
        "-f",
        Program.exampleFor(director).toString(),
        "--inventory",
        LabTopology.REPOSITORY.resolve("conf-examples/dr-http-tcp/provision.conf").toString());
  }
}
