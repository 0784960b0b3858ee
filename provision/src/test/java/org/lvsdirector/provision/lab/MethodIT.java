package org.lvsdirector.provision.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lvsdirector.linux.io.LinuxException;

/**
 * Every method, the whole way: apply, apply again, verify, a boot from the files alone, undo; with
 * ARP and ND watched all the time.
 */
class MethodIT {
  private Segment segment;
  private LabServer server;

  MethodIT() {
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

  record Way(String method, String hidden) {
    @Override
    public String toString() {
      return method + (hidden.isEmpty() ? "" : " without " + hidden);
    }
  }

  static Stream<Way> ways() {
    return Stream.of(
        new Way("sysctl", ""),
        new Way("arptables", ""),
        new Way("arptables", "arptables"),
        new Way("iptables", ""),
        new Way("iptables", "iptables"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aServerServesSilentlyAndIsRestoredExactly(Way way) throws LinuxException {
    hide(way.hidden());
    server.write("run/systemd/system/here", "");
    Path inventory = segment.inventory("method = " + way.method());
    String before = server.state();
    try (ArpStorm storm = new ArpStorm(segment.director)) {
      assertThat(run("plan", inventory, 2)).contains("DIFFERENT");
      assertThat(server.state()).isEqualTo(before);
      assertThat(run("apply", inventory, 0)).contains("done ");
      assertThat(run("apply", inventory, 0)).doesNotContain("done ");
      assertThat(run("plan", inventory, 0)).contains("1 as wanted");
      assertThat(run("verify", inventory, 0)).contains("1 as wanted").doesNotContain("DIFF");
      assertThat(answers(Segment.VIP)).startsWith("SSH-2.0");
      assertThat(answers(Segment.VIP6)).startsWith("SSH-2.0");
      withoutDuplicateAddressDetection();
      assertThat(storm.speakers()).isEmpty();

      server.reboot();
      server.runUnit();
      server.startSshd();
      assertThat(run("plan", inventory, 0)).contains("1 as wanted");
      assertThat(answers(Segment.VIP)).startsWith("SSH-2.0");
      withoutDuplicateAddressDetection();
      assertThat(storm.speakers()).isEmpty();

      assertThat(run("undo", inventory, 0)).contains("UNDONE");
      assertThat(storm.speakers()).isEmpty();
    }
    assertThat(server.state()).isEqualTo(before);
    assertThat(run("undo", inventory, 0)).contains("nothing to undo");
  }

  @Test
  void anUnpreparedServerAnswersAndApplySilencesIt() throws LinuxException {
    server.in("ip", "addr", "add", Segment.VIP + "/32", "dev", "lo");
    Path inventory = segment.inventory("vips = " + Segment.VIP);
    try (ArpStorm storm = new ArpStorm(segment.director)) {
      assertThat(storm.speakers()).contains("reply " + server.mac());
    }
    assertThat(run("verify", inventory, 2))
        .contains(
            "who answers for "
                + Segment.VIP
                + " on br0: WRONG real server 192.168.1.31 ("
                + server.mac());
    run("apply", inventory, 0);
    assertThat(run("verify", inventory, 0))
        .contains("who answers for " + Segment.VIP + " on br0: ok   nobody answers");
    Sh.in(segment.director, "ip", "addr", "add", Segment.VIP + "/32", "dev", "br0");
    assertThat(run("verify", inventory, 0)).contains("only this director has it");
    assertThat(run("verify", inventory, 0, "--json"))
        .contains("\"exit\":0", "\"asked\":true", "\"answers\":[]");
    Sh.in(segment.director, "ip", "addr", "del", Segment.VIP + "/32", "dev", "br0");
    try (ArpStorm storm = new ArpStorm(segment.director)) {
      assertThat(storm.speakers()).isEmpty();
    }
    assertThat(answers(Segment.VIP)).startsWith("SSH-2.0");
    run("undo", inventory, 0);
    // The address was there before us, so it is there after us, and speaks as it did.
    assertThat(server.in("ip", "addr", "show", "dev", "lo")).contains(Segment.VIP + "/32");
    try (ArpStorm storm = new ArpStorm(segment.director)) {
      assertThat(storm.speakers()).contains("reply " + server.mac());
    }
  }

  @Test
  void theConfigurationItselfSaysWhichAddressesBelongWhere() throws LinuxException {
    Path inventory =
        segment.write("hosts.conf", "[defaults]\nuser = root\nkey = " + segment.key + "\n");
    Path config =
        segment.write(
            "keepalived.conf",
            """
            virtual_server_group web {
                192.168.1.110-111 80
            }
            virtual_server 192.168.1.100 22 {
                lb_kind DR
                protocol TCP
                real_server 192.168.1.31 22 {
                    TCP_CHECK { }
                }
            }
            virtual_server group web {
                lb_kind DR
                protocol TCP
                real_server 192.168.1.31 80 {
                }
            }
            """);
    run("apply", inventory, 0, "-f", config.toString());
    assertThat(server.in("ip", "-o", "addr", "show", "dev", "lo"))
        .contains("192.168.1.100/32", "192.168.1.110/32", "192.168.1.111/32");
    assertThat(answers(Segment.VIP)).startsWith("SSH-2.0");
    segment.write(
        "keepalived.conf",
        "virtual_server 192.168.1.100 22 {\n lb_kind DR\n protocol TCP\n real_server 192.168.1.31 22 {\n }\n}\n");
    assertThat(run("apply", inventory, 0, "-f", config.toString()))
        .contains(
            "done remove address 192.168.1.110/32 from lo",
            "done remove address 192.168.1.111/32 from lo");
    run("undo", inventory, 0, "-f", config.toString());
    assertThat(run("plan", inventory, 1, "-f", segment.folder.resolve("none.conf").toString()))
        .contains("none.conf: no such file");
  }

  @Test
  void theDefaultRouteOfANatServerIsChangedOnlyWhenAskedAndComesBack() {
    server.write("run/systemd/system/here", "");
    server.in("ip", "route", "add", "default", "via", "192.168.1.1", "dev", "eth0");
    Path inventory =
        segment.write(
            "hosts.conf", "[defaults]\nkey = " + segment.key + "\nnat_gateway = 192.168.1.21\n");
    Path config =
        segment.write(
            "keepalived.conf",
            "virtual_server 10.9.0.1 80 {\n lb_kind NAT\n protocol TCP\n real_server 192.168.1.31 80 {\n }\n}\n");
    assertThat(run("apply", inventory, 2, "-f", config.toString()))
        .contains("via 192.168.1.1 dev eth0", "--set-route");
    assertThat(server.in("ip", "route", "show", "default")).contains("via 192.168.1.1 ");
    run("apply", inventory, 0, "-f", config.toString(), "--set-route");
    assertThat(server.in("ip", "route", "show", "default")).contains("via 192.168.1.21 ");
    run("verify", inventory, 0, "-f", config.toString());

    assertThat(run("apply", inventory, 0, "-f", config.toString())).doesNotContain("done ");

    server.reboot();
    // Its own network system brings the old route back; the unit that we wrote comes after it.
    server.in("ip", "route", "add", "default", "via", "192.168.1.1", "dev", "eth0");
    server.runUnit();
    server.startSshd();
    assertThat(server.in("ip", "route", "show", "default").lines()).hasSize(1);
    run("verify", inventory, 0, "-f", config.toString());

    run("undo", inventory, 0, "-f", config.toString());
    assertThat(server.in("ip", "route", "show", "default")).contains("via 192.168.1.1 ");
  }

  @Test
  void aWrongPrefixOnLoIsPutRight() throws LinuxException {
    server.in("ip", "addr", "add", Segment.VIP + "/28", "dev", "lo");
    Path inventory = segment.inventory("vips = " + Segment.VIP);
    run("apply", inventory, 0);
    assertThat(server.in("ip", "-o", "addr", "show", "dev", "lo"))
        .contains(Segment.VIP + "/32")
        .doesNotContain("/28");
    run("undo", inventory, 0);
    assertThat(server.in("ip", "-o", "addr", "show", "dev", "lo"))
        .contains(Segment.VIP + "/28")
        .doesNotContain("/32 ");
  }

  @Test
  void aChangeOfMethodLeavesNothingOfTheOldOneAndStaysSilent() throws LinuxException {
    server.write("run/systemd/system/here", "");
    String before = server.state();
    try (ArpStorm storm = new ArpStorm(segment.director)) {
      for (String method : List.of("sysctl", "arptables", "iptables", "sysctl")) {
        Path inventory = segment.inventory("method = " + method);
        run("apply", inventory, 0);
        assertThat(answers(Segment.VIP)).startsWith("SSH-2.0");
      }
      assertThat(server.in("iptables-save", "-t", "nat")).doesNotContain(Segment.VIP);
      assertThat(server.in("arptables-save")).doesNotContain(Segment.VIP);
      run("undo", segment.inventory(), 0);
      assertThat(storm.speakers()).isEmpty();
    }
    assertThat(server.state()).isEqualTo(before);
  }

  @Test
  void driftIsFoundByVerifyAndHealedByApplyAndUndoStillKnowsTheFirstState() {
    Path inventory = segment.inventory();
    String before = server.state();
    run("apply", inventory, 0);
    server.in("sysctl", "-q", "-w", "net.ipv4.conf.all.arp_ignore=0");
    server.in("ip", "addr", "del", Segment.VIP + "/32", "dev", "lo");
    assertThat(run("verify", inventory, 2))
        .contains("DIFF net.ipv4.conf.all.arp_ignore = 1; found: 0")
        .contains("DIFF " + Segment.VIP + "/32 on lo; found: absent");
    run("apply", inventory, 0);
    run("undo", inventory, 0);
    assertThat(server.state()).isEqualTo(before);
  }

  private String run(String command, Path inventory, int status, String... options) {
    Segment.Run run = segment.provision(command, inventory, options);
    assertThat(run.status()).as(run.out()).isEqualTo(status);
    return run.out();
  }

  /** Wherever the IPv6 address is, the kernel never asks the segment whether it may have it. */
  private void withoutDuplicateAddressDetection() {
    assertThat(server.in("ip", "-6", "-o", "addr", "show").lines())
        .filteredOn(l -> l.contains(" " + Segment.VIP6 + "/"))
        .allSatisfy(l -> assertThat(l).contains(" nodad").doesNotContain("tentative"));
  }

  private String answers(String vip) throws LinuxException {
    return segment.answers(vip, server);
  }

  /**
   * Hides programs: the server's path begins with /usr/local/sbin, and what cannot be run is not
   * found.
   */
  private void hide(String programs) {
    if (!programs.isEmpty()) {
      server.stopSshd();
      server.hide(List.of(programs.split(" ")));
      server.startSshd();
    }
  }
}
