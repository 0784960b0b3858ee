package org.lvsdirector.provision.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.provision.plan.FileSeal;

class UndoPlanTest {
  @Test
  void addressesGoBeforeArpMaySpeakAgain() {
    UndoPlan plan =
        UndoPlan.of(
            Facts.ordinary()
                .with(
                    "undo\tsysctl\tnet/ipv4/conf/all/arp_ignore\t0\tset=1",
                    "undo\tfile-del\t/etc/sysctl.d/99-zz-lvs-director.conf",
                    "undo\taddress-del\tlo\t192.168.1.100/32",
                    "undo\tfile-del\t/etc/netplan/90-lvs-director.yaml")
                .read(),
            false);
    assertThat(describe(plan))
        .containsExactly(
            "remove /etc/netplan/90-lvs-director.yaml",
            "remove address 192.168.1.100/32 from lo",
            "remove /etc/sysctl.d/99-zz-lvs-director.conf",
            "sysctl net.ipv4.conf.all.arp_ignore = 0");
  }

  @Test
  void aSysctlRecordedAfterTheAddressIsStillRestoredAfterIt() {
    UndoPlan plan =
        UndoPlan.of(
            Facts.ordinary()
                .with(
                    "undo\taddress-del\tlo\t192.168.1.100/32",
                    "undo\tsysctl\tnet/ipv4/conf/all/arp_ignore\t0\tset=1")
                .read(),
            false);
    assertThat(describe(plan))
        .containsExactly(
            "remove address 192.168.1.100/32 from lo", "sysctl net.ipv4.conf.all.arp_ignore = 0");
  }

  @Test
  void aValueThatSomebodyElseSetSinceIsLeftAlone() {
    var facts =
        Facts.ordinary()
            .with(
                "sysctl\t/proc/sys/net/ipv4/conf/all/arp_ignore:8",
                "undo\tsysctl\tnet/ipv4/conf/all/arp_ignore\t0\tset=1")
            .read();
    UndoPlan plan = UndoPlan.of(facts, false);
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.left()).singleElement().asString().contains("somebody else");
    assertThat(UndoPlan.of(facts, true).steps()).hasSize(1);
  }

  @Test
  void anAddressThatMustStayKeepsItsSilence() {
    UndoPlan plan =
        UndoPlan.of(
            Facts.ordinary()
                .with(
                    "undo\tsysctl\tnet/ipv4/conf/all/arp_ignore\t0\tset=1",
                    "undo\taddress-del\tlo\t192.168.1.31/32")
                .read(),
            false);
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.left()).hasSize(2);
  }

  @Test
  void aFileThatSomebodyChangedIsLeftAlone() {
    List<String> sealed = FileSeal.seal(List.of("a"));
    var facts =
        Facts.ordinary()
            .with(
                "undo\tfile-del\t/etc/sysctl.d/99-zz-lvs-director.conf",
                "file\t/etc/sysctl.d/99-zz-lvs-director.conf");
    sealed.forEach(l -> facts.with("line\t" + l));
    assertThat(UndoPlan.of(facts.read(), false).steps()).hasSize(1);
    facts.with("line\tb");
    assertThat(UndoPlan.of(facts.read(), false).left()).hasSize(1);
  }

  private static List<String> describe(UndoPlan plan) {
    return plan.steps().stream().map(s -> s.action().describe()).toList();
  }
}
