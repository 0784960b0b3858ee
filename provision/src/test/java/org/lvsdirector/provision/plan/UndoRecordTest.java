package org.lvsdirector.provision.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UndoRecordTest {
  static List<Action> waysBack() {
    return List.of(
        new Action.SetSysctl("net/ipv4/conf/eth0.100/arp_ignore", "0"),
        new Action.AddAddress("eth0", Cidr.parse("192.168.1.100/24")),
        new Action.DeleteAddress("lo", Cidr.parse("2001:db8::100")),
        new Action.AddRule(RuleTool.ARPTABLES, "-A INPUT -j DROP -d 192.168.1.100"),
        new Action.DeleteRule(RuleTool.IP6TABLES, "-A PREROUTING -d 2001:db8::1/128 -j REDIRECT"),
        new Action.DropNft(NftFamily.ARP),
        new Action.DeleteFile("/etc/sysctl.d/x.conf"),
        new Action.RestoreFile("/etc/netplan/90-lvs-director.yaml"),
        new Action.TunnelDown(Tunnel.IPIP, true),
        new Action.TunnelDown(Tunnel.IP6TNL, false),
        new Action.SetDefaultRoute(Values.address("192.168.1.1"), "eth0"),
        new Action.DeleteDefaultRoute(Values.address("2001:db8::1"), "eth0"));
  }

  @ParameterizedTest
  @MethodSource("waysBack")
  void everyWayBackSurvivesTheFile(Action back) {
    UndoRecord.Entry entry = UndoRecord.entry(back, Optional.empty());
    assertThat(UndoRecord.parse(List.of(entry.line())).entries()).containsExactly(entry);
  }

  @Test
  void theValueThatWeSetSurvivesTheFile() {
    UndoRecord.Entry entry =
        UndoRecord.entry(
            new Action.SetSysctl("net/ipv4/conf/all/arp_ignore", "0"), Optional.of("1"));
    assertThat(UndoRecord.parse(List.of("# remark", "", entry.line())).entries())
        .containsExactly(entry);
  }

  @Test
  void linesThatNobodyOfUsWroteAreToldAndNotCarriedOut() {
    List<String> lines =
        List.of(
            "sysctl\tkernel/core_pattern\t1",
            "file-del\t/etc/../etc/passwd",
            "address-del\tlo; reboot\t1.2.3.4/32",
            "run\trm -rf /",
            "sysctl");
    UndoRecord record = UndoRecord.parse(lines);
    assertThat(record.entries()).isEmpty();
    assertThat(record.unreadable()).isEqualTo(lines);
  }
}
