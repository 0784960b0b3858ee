package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.io.RtMonitor;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.vrrp.fsm.Reported;

/**
 * Which address goes on which VMAC, and what may leave by one (keepalived reference, VRRP 17.7 and
 * 18.4). Names and places are those that keepalived 2.2.7 gave the same file.
 */
class VmacIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String FILE =
      """
      vrrp_instance VI_1 {
        state MASTER
        interface eth0
        virtual_router_id 52
        priority 255
        use_vmac
        virtual_ipaddress {
          10.9.0.100/24
          10.9.0.103/24 dev eth1
          10.9.0.104/24 dev eth0
        }
        virtual_ipaddress_excluded {
          2001:db8::7/64
          2001:db8::9/64 dev eth1
          2001:db8::a/64 dev eth0 use_vmac
          10.9.7.7/32 dev eth1 use_vmac
        }
      }
      vrrp_instance VI_2 {
        state MASTER
        interface eth0
        virtual_router_id 53
        priority 255
        use_vmac
        use_vmac_addr
        virtual_ipaddress {
          10.9.3.100/24
          10.9.3.103/24 dev eth1
        }
        virtual_ipaddress_excluded {
          2001:db8:3::7/64
          2001:db8:3::9/64 dev eth1
        }
      }
      vrrp_instance VI_3 {
        state MASTER
        interface eth0
        virtual_router_id 54
        priority 255
        use_vmac_addr
        virtual_ipaddress {
          10.9.4.100/24
          10.9.4.103/24 dev eth1
        }
        virtual_ipaddress_excluded {
          2001:db8:4::7/64
        }
      }
      """;

  @Test
  void addressesGoOnTheVmacsThatKeepalivedGivesThem() throws Exception {
    try (Twin twin = Twin.create()) {
      twin.addInterface("eth1");
      try (VrrpService service =
          VrrpService.start(ConfFile.read(FILE), VrrpOptions.in(twin.host()), _ -> {})) {
        for (String name : List.of("VI_1", "VI_2", "VI_3")) {
          Shell.until("MASTER", PATIENCE, () -> isMaster(service, name));
        }
        assertThat(twin.placeOf("10.9.0.100", "10.9.0.104")).containsOnly("vrrp.52");
        assertThat(twin.placeOf("10.9.0.103", "2001:db8::9")).containsOnly("eth1");
        assertThat(twin.placeOf("2001:db8::7", "10.9.4.100")).containsOnly("eth0");
        assertThat(twin.placeOf("2001:db8::a")).containsOnly("vrrp6.52");
        assertThat(twin.placeOf("10.9.7.7")).containsOnly("vrrp1.52");
        assertThat(twin.placeOf("10.9.3.100")).containsOnly("vrrp.53");
        assertThat(twin.placeOf("10.9.3.103")).containsOnly("vrrp1.53");
        assertThat(twin.placeOf("2001:db8:3::7")).containsOnly("vrrp6.53");
        assertThat(twin.placeOf("2001:db8:3::9")).containsOnly("vrrp2.53");
        assertThat(twin.placeOf("10.9.4.103")).containsOnly("vrrp.54");
        assertThat(twin.placeOf("2001:db8:4::7")).containsOnly("vrrp6.54");
        assertThat(twin.ip("-d link show vrrp2.53"))
            .contains("vrrp2.53@eth1")
            .contains("00:00:5e:00:02:35");
      }
      assertThat(twin.ip("link show")).doesNotContain("vrrp");
      assertThat(twin.ip("-o addr show")).doesNotContain("10.9.3.").doesNotContain("2001:db8");
      assertThat(twin.inside("nft list ruleset")).isBlank();
    }
  }

  @Test
  void anAddressTakenFromAnExtraVmacComesBack() throws Exception {
    try (Twin twin = Twin.create()) {
      twin.addInterface("eth1");
      try (VrrpService service =
          VrrpService.start(ConfFile.read(FILE), VrrpOptions.in(twin.host()), _ -> {})) {
        Shell.until("MASTER", PATIENCE, () -> isMaster(service, "VI_2"));
        assertThat(twin.ip("addr del 10.9.3.103/24 dev vrrp1.53")).isBlank();
        Shell.until("back", PATIENCE, () -> twin.placeOf("10.9.3.103").contains("vrrp1.53"));
        assertThat(twin.ip("link del vrrp6.53")).isBlank();
        Shell.until("made again", PATIENCE, () -> !twin.placeOf("2001:db8:3::7").isEmpty());
      }
    }
  }

  @Test
  void groupReportsLeaveWithTheParentsAddress() throws Exception {
    String own = "0200 0000 0001".replace(" ", "");
    try (Twin twin = Twin.create();
        VrrpService service =
            VrrpService.start(
                ConfFile.read(
                    FILE.substring(0, FILE.indexOf("vrrp_instance VI_2")).replace("eth1", "eth0")),
                VrrpOptions.in(twin.host()),
                _ -> {})) {
      Shell.until("MASTER", PATIENCE, () -> isMaster(service, "VI_1"));
      Shell.until(
          "the report for 224.0.0.18",
          PATIENCE,
          () -> twin.wire().frames().stream().anyMatch(f -> report(f, own)));
      Shell.until("adverts", PATIENCE, () -> twin.wire().adverts().size() >= 3);
      assertThat(twin.wire().frames()).noneMatch(f -> report(f, "00005e"));
    }
  }

  /** 18.4: then the host keeps its reports of link-local groups to itself, so no rule is needed. */
  @Test
  void disableLocalIgmpIsASettingOfTheHostWhileVmacsAreThere() throws Exception {
    String reports = "sysctl -n net.ipv4.igmp_link_local_mcast_reports";
    try (Twin twin = Twin.create()) {
      assertThat(twin.inside(reports)).isEqualToIgnoringNewLines("1");
      String file = "global_defs {\n disable_local_igmp\n}\n" + vmac("use_vmac");
      try (VrrpService service =
          VrrpService.start(ConfFile.read(file), VrrpOptions.in(twin.host()), _ -> {})) {
        Shell.until("MASTER", PATIENCE, () -> isMaster(service, "VI_1"));
        assertThat(twin.inside(reports)).isEqualToIgnoringNewLines("0");
        assertThat(twin.inside("nft list ruleset")).doesNotContain("igmp");
        Shell.until("adverts", PATIENCE, () -> twin.wire().adverts().size() >= 3);
        assertThat(twin.wire().frames())
            .noneMatch(f -> f.octet(12) == 8 && f.octet(13) == 0 && f.octet(23) == 2);
      }
      assertThat(twin.inside(reports)).isEqualToIgnoringNewLines("1");
    }
  }

  /** 17.8: one netlink message more about the parent, for bridges that look only then. */
  @Test
  void netlinkNotifyMsgTellsOfTheParentOnceMore() throws Exception {
    try (Twin twin = Twin.create()) {
      long quiet = messagesAboutTheParent(twin, vmac("use_vmac"));
      assertThat(messagesAboutTheParent(twin, vmac("use_vmac vrrp.52 netlink_notify_msg")))
          .isEqualTo(quiet + 1);
    }
  }

  private static long messagesAboutTheParent(Twin twin, String file) throws Exception {
    Queue<RtEvent> told = new ConcurrentLinkedQueue<>();
    try (RtMonitor _ = RtMonitor.start(Optional.of(twin.host()), Optional.empty(), told::add)) {
      Shell.until("the present state", PATIENCE, () -> !told.isEmpty());
      try (VrrpService service =
          VrrpService.start(ConfFile.read(file), VrrpOptions.in(twin.host()), _ -> {})) {
        Shell.until("MASTER", PATIENCE, () -> isMaster(service, "VI_1"));
        // What comes behind it is told later than everything before.
        assertThat(twin.ip("addr add 192.0.2.1/32 dev lo")).isBlank();
        Shell.until("the last", PATIENCE, () -> told.stream().anyMatch(VmacIT::isTheLast));
      }
      assertThat(twin.ip("addr del 192.0.2.1/32 dev lo")).isBlank();
      return told.stream()
          .takeWhile(e -> !isTheLast(e))
          .filter(
              e -> e instanceof RtEvent.LinkChanged(LinkInfo link) && link.name().equals("eth0"))
          .count();
    }
  }

  private static boolean isTheLast(RtEvent event) {
    return event instanceof RtEvent.AddressChanged(AddressInfo address)
        && address.address().getHostAddress().equals("192.0.2.1");
  }

  private static String vmac(String line) {
    return """
    vrrp_instance VI_1 {
      state MASTER
      interface eth0
      virtual_router_id 52
      priority 255
      %s
      virtual_ipaddress {
        10.9.0.100/24
      }
    }
    """
        .formatted(line);
  }

  /** IGMP, or MLD behind its hop-by-hop header. */
  private static boolean report(Wire.Heard frame, String sender) {
    boolean igmp = frame.octet(12) == 8 && frame.octet(13) == 0 && frame.octet(23) == 2;
    boolean mld = frame.octet(12) == 0x86 && frame.octet(20) == 0 && frame.octet(54) == 58;
    return (igmp || mld) && frame.toString().startsWith(sender, 12);
  }

  private static boolean isMaster(VrrpService service, String name) {
    return service.snapshot().instance(name).filter(i -> i.state() == Reported.MASTER).isPresent();
  }
}
