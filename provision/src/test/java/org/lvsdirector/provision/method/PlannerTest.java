package org.lvsdirector.provision.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lvsdirector.provision.plan.Action;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.HostPlan;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Persistence;
import org.lvsdirector.provision.plan.Step;
import org.lvsdirector.provision.plan.Values;
import org.lvsdirector.provision.vip.Forwarding;

class PlannerTest {
  @Test
  void arpIsSilencedBeforeTheAddressAppears() {
    HostPlan plan =
        Planner.plan(Facts.wish(Facts.dr("192.168.1.100", 80)), Facts.ordinary().read());
    List<String> steps = describe(plan);
    assertThat(steps)
        .containsExactly(
            "sysctl net.ipv4.conf.all.arp_ignore = 1",
            "sysctl net.ipv4.conf.all.arp_announce = 2",
            "sysctl net.ipv4.conf.lo.arp_ignore = 1",
            "sysctl net.ipv4.conf.lo.arp_announce = 2",
            "sysctl net.ipv4.conf.eth0.arp_ignore = 1",
            "sysctl net.ipv4.conf.eth0.arp_announce = 2",
            "write /etc/sysctl.d/99-zz-lvs-director.conf",
            "add address 192.168.1.100/32 to lo");
    assertThat(plan.notes()).anyMatch(n -> n.contains("lost at the next boot"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"SYSCTL", "ARPTABLES"})
  void noAddressStepStandsBeforeASilencingStep(Method method) {
    HostPlan plan =
        Planner.plan(
            Facts.wish(
                Facts.preferences(Optional.of(method), false),
                Facts.dr("192.168.1.100", 80),
                Facts.dr("192.168.1.101", 0)),
            Facts.ordinary().with("path\t/usr/sbin/nft", "mark\tsystemd").read());
    List<Step> steps = plan.steps();
    int firstAddress = indexOf(steps, Action.AddAddress.class);
    for (int i = firstAddress; i < steps.size(); i++) {
      assertThat(steps.get(i).action())
          .isNotInstanceOfAny(Action.SetSysctl.class, Action.AddRule.class, Action.LoadNft.class);
    }
    assertThat(firstAddress).isPositive();
  }

  @Test
  void aServerThatIsAsWantedGetsNoSteps() {
    HostPlan plan =
        Planner.plan(
            Facts.wish(Facts.unkept(), Facts.dr("192.168.1.100", 80)),
            Facts.ordinary()
                .with(
                    "sysctl\t/proc/sys/net/ipv4/conf/all/arp_ignore:1",
                    "sysctl\t/proc/sys/net/ipv4/conf/all/arp_announce:2",
                    "sysctl\t/proc/sys/net/ipv4/conf/lo/arp_ignore:1",
                    "sysctl\t/proc/sys/net/ipv4/conf/lo/arp_announce:2",
                    "sysctl\t/proc/sys/net/ipv4/conf/eth0/arp_ignore:2",
                    "sysctl\t/proc/sys/net/ipv4/conf/eth0/arp_announce:2",
                    "addr\t1: lo    inet 192.168.1.100/32 scope global lo\\  valid_lft forever")
                .read());
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.inOrder()).isTrue();
  }

  @Test
  void aPrefixThatSwallowsTheNetworkIsReplacedByAFullOne() {
    HostPlan plan =
        Planner.plan(
            Facts.wish(Facts.dr("192.168.1.100", 80)),
            Facts.ordinary()
                .with("addr\t1: lo    inet 192.168.1.100/24 scope global lo:0\\  valid_lft forever")
                .read());
    assertThat(describe(plan))
        .endsWith("add address 192.168.1.100/32 to lo", "remove address 192.168.1.100/24 from lo");
  }

  @Test
  void aVirtualAddressOnTheWireIsToldAndLeftUntilTheOperatorSaysSo() {
    var facts =
        Facts.ordinary()
            .with("addr\t2: eth0    inet 192.168.1.100/32 scope global eth0\\  valid_lft forever")
            .read();
    HostPlan plan = Planner.plan(Facts.wish(Facts.dr("192.168.1.100", 80)), facts);
    assertThat(plan.problems())
        .singleElement()
        .asString()
        .contains("--move-vip")
        .contains("director");
    assertThat(plan.inOrder()).isFalse();
    HostPlan moved =
        Planner.plan(
            Facts.wish(Facts.preferences(Optional.empty(), true), Facts.dr("192.168.1.100", 80)),
            facts);
    assertThat(moved.problems()).isEmpty();
    assertThat(describe(moved))
        .endsWith(
            "add address 192.168.1.100/32 to lo", "remove address 192.168.1.100/32 from eth0");
  }

  @Test
  void anAddressThatSshComesInOnIsNeverRemoved() {
    HostFacts facts =
        overSsh(
            Facts.ordinary()
                .with(
                    "addr\t2: eth0    inet 192.168.1.100/32 scope global eth0\\  valid_lft forever")
                .read(),
            "192.168.1.21 40000 192.168.1.100 22");
    HostPlan plan =
        Planner.plan(
            Facts.wish(Facts.preferences(Optional.empty(), true), Facts.dr("192.168.1.100", 80)),
            facts);
    assertThat(plan.steps()).noneMatch(s -> s.action() instanceof Action.DeleteAddress);
    assertThat(plan.problems()).singleElement().asString().contains("SSH connection");
  }

  @Test
  void aServerWhoseOwnAddressIsTheVirtualOneIsRefused() {
    HostPlan plan = Planner.plan(Facts.wish(Facts.dr("192.168.1.31", 80)), Facts.ordinary().read());
    assertThat(plan.refused()).isTrue();
  }

  @Test
  void anAddressOnASilentDummyIsAsGoodAsOnLo() {
    HostPlan plan =
        Planner.plan(
            Facts.wish(Facts.unkept(), Facts.dr("192.168.1.100", 80)),
            Facts.ordinary()
                .with(
                    "link\t9: dummy0: <BROADCAST,NOARP,UP,LOWER_UP> mtu 1500 \\    link/ether 52:54:00:00:00:99 brd ff",
                    "addr\t9: dummy0    inet 192.168.1.100/32 scope global dummy0\\  valid_lft forever")
                .read());
    assertThat(describe(plan)).allMatch(s -> s.startsWith("sysctl"));
  }

  @Test
  void theWrongMachineIsNotTouched() {
    HostWish wish =
        new HostWish(
            Values.address("192.168.1.99"),
            List.of(Facts.dr("192.168.1.100", 80)),
            List.of(),
            HostWish.Preferences.defaults());
    HostPlan plan = Planner.plan(wish, Facts.ordinary().read());
    assertThat(plan.refused()).isTrue();
    assertThat(plan.problems())
        .singleElement()
        .asString()
        .contains("192.168.1.99")
        .contains("right machine");
  }

  @Test
  void withoutAnyArpFilterNothingIsDone() {
    HostPlan plan =
        Planner.plan(
            Facts.wish(
                Facts.preferences(Optional.of(Method.ARPTABLES), false),
                Facts.dr("192.168.1.100", 80)),
            Facts.ordinary().read());
    assertThat(plan.refused()).isTrue();
    assertThat(plan.steps()).isEmpty();
  }

  @Test
  void aRedirectNeedsNoAddress() {
    HostPlan plan =
        Planner.plan(
            Facts.wish(
                Facts.preferences(Optional.of(Method.IPTABLES), false),
                Facts.dr("192.168.1.100", 80),
                Facts.dr("2001:db8::100", 443)),
            Facts.ordinary()
                .with(
                    "path\t/usr/sbin/iptables",
                    "path\t/usr/sbin/iptables-save",
                    "path\t/usr/sbin/nft")
                .read());
    assertThat(describe(plan))
        .containsExactly(
            "add iptables rule -A PREROUTING -d 192.168.1.100/32 -p tcp -m tcp --dport 80 -m comment --comment lvs-director -j REDIRECT",
            "load nft table ip6 lvs_director with 1 rule");
  }

  @Test
  void aTunnelGetsALooseReversePathFilterOnItsOwnDeviceOnly() {
    HostPlan plan =
        Planner.plan(
            Facts.wish(Facts.of(Forwarding.TUN, "192.168.2.100")), Facts.ordinary().read());
    assertThat(describe(plan))
        .startsWith("set tunl0 up (module ipip)")
        .contains("sysctl net.ipv4.conf.tunl0.rp_filter = 2")
        .endsWith("add address 192.168.2.100/32 to tunl0")
        .noneMatch(s -> s.contains("all.rp_filter"));
  }

  @ParameterizedTest
  @CsvSource({"false,DIFFERENT", "true,CHANGED"})
  void theDefaultRouteIsChangedOnlyWhenAsked(boolean asked, String outcome) {
    HostWish wish =
        Facts.wish(
            new HostWish.Preferences(
                Optional.empty(),
                Persistence.NONE,
                Optional.empty(),
                Optional.of(Values.address("192.168.1.20")),
                false,
                false,
                asked),
            Facts.of(Forwarding.NAT, "10.0.0.1"));
    HostPlan plan = Planner.plan(wish, Facts.ordinary().read());
    if (outcome.equals("CHANGED")) {
      assertThat(describe(plan)).containsExactly("default route via 192.168.1.20 dev eth0");
    } else {
      assertThat(plan.steps()).isEmpty();
      assertThat(plan.problems()).singleElement().asString().contains("--set-route");
    }
  }

  @Test
  void aDefaultRouteThatCarriesTheSshConnectionIsNotChanged() {
    HostWish wish =
        Facts.wish(
            new HostWish.Preferences(
                Optional.empty(),
                Persistence.NONE,
                Optional.empty(),
                Optional.of(Values.address("192.168.1.20")),
                false,
                false,
                true),
            Facts.of(Forwarding.NAT, "10.0.0.1"));
    HostPlan plan =
        Planner.plan(wish, overSsh(Facts.ordinary().read(), "203.0.113.9 40000 192.168.1.31 22"));
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.problems()).singleElement().asString().contains("would be cut");
  }

  private static HostFacts overSsh(HostFacts f, String connection) {
    return new HostFacts(
        f.hostName(),
        f.tools(),
        f.links(),
        f.addresses(),
        f.sysctls(),
        f.routes(),
        f.files(),
        f.symlinks(),
        f.rules(),
        f.nft(),
        f.marks(),
        f.undo(),
        Map.of("ssh", List.of(connection)));
  }

  @Test
  void whatLeftTheConfigurationIsTakenAwayAgain() {
    HostPlan plan =
        Planner.plan(
            Facts.wish(Facts.dr("192.168.1.100", 80)),
            Facts.ordinary()
                .with(
                    "addr\t1: lo    inet 192.168.1.77/32 scope global lo\\  valid_lft forever",
                    "undo\tsysctl\tnet/ipv4/conf/all/arp_ignore\t0\tset=1",
                    "undo\taddress-del\tlo\t192.168.1.77/32")
                .read());
    assertThat(describe(plan))
        .startsWith("remove address 192.168.1.77/32 from lo")
        .endsWith("add address 192.168.1.100/32 to lo");
  }

  @Test
  void filesOfOtherHandsStopOnlyThemselves() {
    HostPlan plan =
        Planner.plan(
            Facts.wish(Facts.dr("192.168.1.100", 80)),
            Facts.ordinary()
                .with(
                    "mark\tnetplan", "file\t/etc/netplan/90-lvs-director.yaml", "line\tnetwork: {}")
                .read());
    assertThat(plan.problems()).singleElement().asString().contains("--force");
    assertThat(describe(plan))
        .contains("add address 192.168.1.100/32 to lo")
        .noneMatch(s -> s.contains("netplan"));
  }

  @Test
  void aRivalSysctlFileIsNamed() {
    HostPlan plan =
        Planner.plan(
            Facts.wish(Facts.dr("192.168.1.100", 80)),
            Facts.ordinary()
                .with("sysctld\t/etc/sysctl.conf:net.ipv4.conf.all.arp_ignore = 0")
                .read());
    assertThat(plan.notes())
        .anyMatch(n -> n.startsWith("/etc/sysctl.conf sets net.ipv4.conf.all.arp_ignore = 0"));
  }

  private static List<String> describe(HostPlan plan) {
    return plan.steps().stream().map(s -> s.action().describe()).toList();
  }

  private static int indexOf(List<Step> steps, Class<?> kind) {
    for (int i = 0; i < steps.size(); i++) {
      if (kind.isInstance(steps.get(i).action())) {
        return i;
      }
    }
    return -1;
  }
}
