package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.owner;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.GarpSettings;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.packet.Addresses;

/** Rules of the keepalived reference, VRRP 15: when addresses are announced. */
class KeepalivedAnnouncementRulesTest {
  @Test
  void rule15p1ASecondBurstFollowsAfterTheDelay() {
    Bench bench = master(instance("VI"));
    assertThat(only(bench.advance(Duration.ofMillis(4999)), VrrpEffect.Announce.class)).isEmpty();
    assertThat(only(bench.advance(Duration.ofMillis(1)), VrrpEffect.Announce.class))
        .extracting(VrrpEffect.Announce::rounds)
        .containsExactly(5L);
    assertThat(only(bench.advance(Duration.ofMinutes(1)), VrrpEffect.Announce.class)).isEmpty();
  }

  @Test
  void rule15p2RefreshBeginsAfterDelayAndPeriod() {
    var garp =
        new GarpSettings(
            Duration.ofSeconds(5),
            5,
            Duration.ofSeconds(10),
            2,
            Duration.ZERO,
            0,
            Duration.ZERO,
            false);
    Bench bench = master(instance("VI").garp(garp));
    bench.advance(Duration.ofSeconds(5));
    assertThat(only(bench.advance(Duration.ofMillis(9999)), VrrpEffect.Announce.class)).isEmpty();
    assertThat(only(bench.advance(Duration.ofMillis(10_001)), VrrpEffect.Announce.class))
        .extracting(VrrpEffect.Announce::rounds)
        .containsExactly(2L, 2L);
  }

  @Test
  void rule15p3AddressesOnOtherInterfacesAreAnnouncedAgainAndAgain() {
    var garp =
        new GarpSettings(
            Duration.ZERO, 1, Duration.ZERO, 1, Duration.ZERO, 0, Duration.ofSeconds(10), false);
    VipAddress elsewhere = VipAddress.of(Addresses.parse("10.0.1.100"), 32, "eth1");
    Bench bench =
        master(
            instance("VI")
                .garp(garp)
                .virtualAddresses(List.of(Bench.vip("10.0.0.100"), elsewhere)));
    List<VrrpEffect> effects = bench.advance(Duration.ofSeconds(20));
    assertThat(only(effects, VrrpEffect.Announce.class))
        .containsExactly(
            new VrrpEffect.Announce("VI", List.of(elsewhere), 1),
            new VrrpEffect.Announce("VI", List.of(elsewhere), 1));
  }

  @Test
  void rule15p3WithAllOthersToo() {
    var garp =
        new GarpSettings(
            Duration.ZERO, 1, Duration.ZERO, 1, Duration.ZERO, 0, Duration.ofSeconds(10), true);
    Bench bench = master(instance("VI").garp(garp));
    assertThat(only(bench.advance(Duration.ofSeconds(10)), VrrpEffect.Announce.class))
        .containsExactly(new VrrpEffect.Announce("VI", List.of(Bench.vip("10.0.0.100")), 1));
  }

  @Test
  void rule15p7NothingIsAnnouncedBeforeTheStartupDelayEnds() {
    Bench bench = Bench.of(owner().build());
    List<VrrpEffect> effects = new java.util.ArrayList<>(bench.start(Duration.ofSeconds(10)));
    effects.addAll(bench.advance(Duration.ofMillis(9_999)));
    assertThat(only(effects, VrrpEffect.Announce.class)).isEmpty();
    assertThat(only(effects, VrrpEffect.SendAdvert.class)).isEmpty();
    effects = bench.advance(Duration.ofMillis(2));
    assertThat(only(effects, VrrpEffect.Announce.class)).hasSize(1);
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
  }
}
