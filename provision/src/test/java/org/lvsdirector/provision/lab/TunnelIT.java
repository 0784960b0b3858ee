package org.lvsdirector.provision.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.io.LinuxException;

/**
 * Method tun on a kernel that has the tunnels: packets reach the virtual address inside others, as
 * a TUN service sends them, and nobody hears of the address on the segment.
 */
@Tag("ipvs")
class TunnelIT {
  private Segment segment;
  private LabServer server;
  private Path config = Path.of("");

  TunnelIT() {
    // Their modules make tunl0 and ip6tnl0 in every namespace, so they are part of the state
    // before.
    Sh.run("modprobe", "-a", "ipip", "ip6_tunnel");
    segment = new Segment();
    server = segment.server(31);
  }

  @BeforeEach
  void knowTheHost() {
    segment.knowHosts();
  }

  @AfterEach
  void removeTheSegment() {
    segment.close();
  }

  @Test
  void aServerBehindAnIpipTunnelServesSilentlyAndIsRestoredExactly() throws LinuxException {
    // What hardened servers have, and what drops each packet of a tunnel.
    server.write("etc/sysctl.d/10-hardened.conf", "net.ipv4.conf.all.rp_filter = 1\n");
    server.in("sysctl", "-q", "-w", "net.ipv4.conf.all.rp_filter=1");
    Sh.in(
        segment.director,
        "sh",
        "-c",
        "ip link add t0 type ipip local 192.168.1.21 remote 192.168.1.31 && ip link set t0 up"
            + " && ip route replace "
            + Segment.VIP
            + " dev t0 src 192.168.1.21");
    Path inventory =
        segment.write("hosts.conf", "[defaults]\nuser = root\nkey = " + segment.key + "\n");
    wholeWay(inventory, Segment.VIP, server.address);
  }

  @Test
  void aServerBehindAnIpv6TunnelServesSilentlyAndIsRestoredExactly() throws LinuxException {
    Sh.in(
        segment.director,
        "sh",
        "-c",
        "ip link add t0 type ip6tnl mode ip6ip6 local 2001:db8::21 remote 2001:db8::31"
            + " encaplimit none && ip link set t0 up && ip -6 route replace "
            + Segment.VIP6
            + " dev t0 src 2001:db8::21");
    segment.write("known_hosts", "2001:db8::31 " + server.hostKey() + "\n");
    Path inventory =
        segment.write(
            "hosts.conf",
            "[defaults]\nuser = root\nkey = "
                + segment.key
                + "\n\n[web1]\naddress = 2001:db8::31\nhost = 2001:db8::31\n");
    wholeWay(inventory, Segment.VIP6, "2001:db8::31");
  }

  private void wholeWay(Path inventory, String vip, String realServer) throws LinuxException {
    config =
        segment.write(
            "keepalived.conf",
            """
            virtual_server %s 22 {
                lvs_method TUN
                protocol TCP
                real_server %s 22 {
                }
            }
            """
                .formatted(vip, realServer));
    server.write("run/systemd/system/here", "");
    String before = server.state();
    try (ArpStorm storm = new ArpStorm(segment.director)) {
      assertThat(segment.greeting(vip)).startsWith("no answer");
      assertThat(run("apply", inventory, 0)).contains("done ");
      assertThat(run("verify", inventory, 0)).contains("1 as wanted").doesNotContain("DIFF");
      assertThat(segment.greeting(vip)).startsWith("SSH-2.0");
      assertThat(storm.speakers()).isEmpty();

      server.reboot();
      server.runUnit();
      server.startSshd();
      assertThat(run("apply", inventory, 0)).doesNotContain("done ");
      assertThat(segment.greeting(vip)).startsWith("SSH-2.0");
      assertThat(storm.speakers()).isEmpty();

      assertThat(run("undo", inventory, 0)).contains("UNDONE");
      assertThat(storm.speakers()).isEmpty();
    }
    assertThat(segment.greeting(vip)).startsWith("no answer");
    assertThat(server.state()).isEqualTo(before);
  }

  private String run(String command, Path inventory, int status) {
    Segment.Run run = segment.provision(command, inventory, "-f", config.toString());
    assertThat(run.status()).as(run.out()).isEqualTo(status);
    return run.out();
  }
}
