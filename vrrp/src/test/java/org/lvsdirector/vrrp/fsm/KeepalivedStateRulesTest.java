package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.owner;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.started;
import static org.lvsdirector.vrrp.group.Bench.deeds;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.GarpSettings;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.UnicastPeer;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpTransport;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Counter;

/** Rules of the keepalived reference, VRRP 8, that the RFC leaves open. */
class KeepalivedStateRulesTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);
  private static final Duration SKEW = Duration.ofNanos(609_375_000);
  private static final IpPrefix NET = new IpPrefix(Addresses.parse("192.0.2.0"), 24);

  @Test
  void rule8p1StateMasterBelow255WaitsTheWholeDownInterval() {
    Bench bench = started(instance("VI").initialState(VrrpInstance.InitialState.MASTER));
    assertThat(bench.deadline("VI")).contains(DOWN);
  }

  @Test
  void rule8p3LowerPriorityNeitherRestartsNorHastensTheTakeover() {
    Bench bench = started(instance("VI").priority(150));
    for (int i = 0; i < 3; i++) {
      bench.advance(Duration.ofSeconds(1));
      bench.hear("VI", 100);
    }
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    List<VrrpEffect> effects = bench.advance(SKEW);
    assertThat(only(effects, VrrpEffect.Transition.class))
        .extracting(VrrpEffect.Transition::reason)
        .containsExactly("no advertisement of our priority for 3.414s");
  }

  @Test
  void rule8p4TheAdvertGoesBeforeTheAddressesAndTheNotificationLast() {
    Bench bench = started(instance("VI").garp(Behaviours.quietGarp()));
    List<String> deeds = deeds(bench.advance(DOWN));
    assertThat(deeds.getFirst()).contains("send advert");
    assertThat(deeds.get(1)).contains("address add");
    assertThat(deeds.getLast()).contains("notify MASTER");
  }

  @Test
  void rule8p5EqualPriorityFromOurOwnAddressIsOnlyWarnedAbout() {
    Bench bench = master(instance("VI"));
    List<VrrpEffect> effects = bench.hear("VI", 100, "10.0.0.1");
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    assertThat(only(effects, VrrpEffect.Said.class).getFirst().text())
        .startsWith("advert from our own address 10.0.0.1");
  }

  @Test
  void rule8p5HigherPrioSendAdvertSpeaksBeforeYielding() {
    Bench bench = master(instance("VI").behaviour(Behaviours.higherPrioSendAdvert()));
    assertThat(deeds(bench.hear("VI", 101)))
        .containsExactly(
            "VI send advert vrid=51 priority=100 interval=1 vips=10.0.0.100",
            "VI address del 10.0.0.100/32 dev eth0",
            "VI notify BACKUP 100");
  }

  @Test
  void rule8p5LowerPrioNoAdvertKeepsSilent() {
    Bench bench = master(instance("VI").behaviour(Behaviours.lowerPrioNoAdvert()));
    bench.advance(Duration.ofMillis(500));
    assertThat(deeds(bench.hear("VI", 99)))
        .containsExactly("VI lower priority 99 from 10.0.0.2", "VI send garp 10.0.0.100 x5");
    assertThat(bench.deadline("VI")).contains(Duration.ofMillis(500));
  }

  @Test
  void rule8p5GarpsAfterALowerPriorityAdvertComeAgainAfterTheDelay() {
    var garp =
        new GarpSettings(
            Duration.ZERO, 5, Duration.ZERO, 1, Duration.ofMillis(1500), 2, Duration.ZERO, false);
    Bench bench = master(instance("VI").garp(garp));
    assertThat(deeds(bench.hear("VI", 99))).contains("VI send garp 10.0.0.100 x2");
    assertThat(only(bench.advance(Duration.ofMillis(1499)), VrrpEffect.Announce.class)).isEmpty();
    assertThat(only(bench.advance(Duration.ofMillis(1)), VrrpEffect.Announce.class)).hasSize(1);
  }

  @Test
  void rule8p6RulesAndRoutesGoBeforeTheAddresses() {
    Bench bench =
        master(
            instance("VI")
                .routes(List.of(IpRoute.of(NET, Optional.empty(), "eth0")))
                .rules(List.of(IpRule.of(NET, 100, 777))));
    List<Class<?>> order =
        bench.hear("VI", 200).stream()
            .<Class<?>>map(Object::getClass)
            .filter(c -> c.getSimpleName().startsWith("Remove"))
            .toList();
    assertThat(order)
        .containsExactly(
            VrrpEffect.RemoveRule.class,
            VrrpEffect.RemoveRoute.class,
            VrrpEffect.RemoveAddress.class);
  }

  @Test
  void rule8p7FaultFromMasterSendsTwoAdvertsOfPriorityZeroAndCountsOne() {
    Bench bench = master(instance("VI"));
    long sent = bench.router("VI").counters().get(Counter.ADVERT_SENT);
    assertThat(deeds(bench.link("eth0", false)))
        .containsExactly(
            "VI send advert vrid=51 priority=0 interval=1 vips=10.0.0.100",
            "VI send advert vrid=51 priority=0 interval=1 vips=10.0.0.100",
            "VI address del 10.0.0.100/32 dev eth0",
            "VI notify FAULT 100");
    assertThat(bench.router("VI").counters().get(Counter.ADVERT_SENT)).isEqualTo(sent + 1);
    assertThat(bench.router("VI").counters().get(Counter.PRI_ZERO_SENT)).isEqualTo(1);
  }

  @Test
  void rule8p8AnOwnerLeavesFaultAsABackupWithTheWholeDownInterval() {
    Bench bench = started(owner());
    bench.advance(Duration.ofSeconds(1));
    bench.link("eth0", false);
    bench.link("eth0", true);
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    assertThat(bench.deadline("VI")).contains(Duration.ofNanos(3_003_906_000L));
  }

  @Test
  void rule8p8AUnicastInstanceFirstTellsItsPeersWhereItIs() {
    Bench bench =
        started(
            instance("VI")
                .transport(
                    VrrpTransport.unicast(
                        Addresses.parse("10.0.0.1"),
                        List.of(UnicastPeer.of(Addresses.parse("10.0.0.2"))))));
    bench.link("eth0", false);
    assertThat(deeds(bench.link("eth0", true)))
        .containsExactly("VI send garp of own 10.0.0.1", "VI notify BACKUP 100");
  }

  @Test
  void rule8p9ALostAddressIsPutBackAfterTheSkew() {
    Bench bench = master(instance("VI"));
    var lost = new RouterEvent.AddressRemoved("eth0", Addresses.parse("10.0.0.100"), 32);
    List<VrrpEffect> effects = bench.step(lost);
    assertThat(only(effects, VrrpEffect.Transition.class).getFirst().reason())
        .isEqualTo("address 10.0.0.100/32 dev eth0 was removed by another program");
    assertThat(deeds(effects).getFirst()).contains("priority=0");
    assertThat(bench.deadline("VI")).contains(SKEW);
    assertThat(deeds(bench.advance(SKEW))).contains("VI address add 10.0.0.100/32 dev eth0");
  }

  @Test
  void rule8p9ALostRouteOrRuleDoesTheSame() {
    for (String what : List.of("route 192.0.2.0/24", "rule 777")) {
      Bench bench =
          master(
              instance("VI")
                  .routes(List.of(IpRoute.of(NET, Optional.empty(), "eth0")))
                  .rules(List.of(IpRule.of(NET, 100, 777))));
      List<String> effects = deeds(bench.step(new RouterEvent.Removed("VI", what)));
      assertThat(effects.getFirst()).contains("send advert vrid=51 priority=0");
      assertThat(effects).contains("VI rule del 777", "VI notify BACKUP 100");
      assertThat(bench.router("VI").reason()).isEqualTo(what + " was removed by another program");
      assertThat(bench.deadline("VI")).contains(SKEW);
      assertThat(deeds(bench.advance(SKEW)))
          .contains("VI route add 192.0.2.0/24", "VI rule add 777");
    }
  }

  @Test
  void rule8p9AnAddressThatIsNotTrackedMayGo() {
    Bench bench =
        master(
            instance("VI")
                .virtualAddresses(List.of(Bench.vip("10.0.0.100"), untracked("10.0.0.101"))));
    assertThat(
            bench.step(new RouterEvent.AddressRemoved("eth0", Addresses.parse("10.0.0.101"), 32)))
        .isEmpty();
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
  }

  private static VipAddress untracked(String address) {
    VipAddress line = Bench.vip(address);
    return new VipAddress(
        line.address(),
        line.prefixLength(),
        line.interfaceName(),
        line.scope(),
        line.broadcast(),
        line.label(),
        line.peer(),
        line.peerPrefixLength(),
        line.flags(),
        line.preferredLifetime(),
        true,
        line.useVmac(),
        line.trackGroup(),
        line.range());
  }

  @Test
  void rule8p10AMasterThatOversleptGivesUp() {
    Bench bench = master(instance("VI").behaviour(Behaviours.timerExpired(254)));
    bench.sleepThrough(Duration.ofSeconds(4));
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
  }

  @Test
  void withoutThatKeywordAMasterThatOversleptGoesOn() {
    Bench bench = master(instance("VI"));
    bench.sleepThrough(Duration.ofSeconds(10));
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
  }
}
