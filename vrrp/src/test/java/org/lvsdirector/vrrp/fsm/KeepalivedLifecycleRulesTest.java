package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.started;
import static org.lvsdirector.vrrp.group.Bench.deeds;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstanceBuilder;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Counter;

/**
 * Rules of the keepalived reference about start, end and what lies between, VRRP 18, 23, 27 and 29.
 */
class KeepalivedLifecycleRulesTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);
  private static final IpPrefix NET = new IpPrefix(Addresses.parse("192.0.2.0"), 24);

  @Test
  void rule18p1OnlyWhoIsNoOwnerAndDoesNotAcceptNeedsTheFirewall() {
    VrrpInstanceBuilder owner =
        instance("VI").priority(255).initialState(VrrpInstance.InitialState.MASTER);
    assertThat(blocked(instance("VI"))).isEmpty();
    assertThat(blocked(owner.behaviour(Behaviours.noAccept()))).isEmpty();
    assertThat(blocked(instance("VI").behaviour(Behaviours.noAccept()))).hasSize(1);
  }

  private static List<VrrpEffect.Firewall> blocked(VrrpInstanceBuilder config) {
    Bench bench = Bench.of(config.build());
    bench.start();
    List<VrrpEffect> effects = bench.advance(DOWN);
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    return only(effects, VrrpEffect.Firewall.class);
  }

  @Test
  void rule18p5FirewallBlocksBeforeTheAddressesComeAndUnblocksAfterTheyWent() {
    Bench bench = started(instance("VI").behaviour(Behaviours.noAccept()));
    assertThat(deeds(bench.advance(DOWN)))
        .startsWith(
            "VI send advert vrid=51 priority=100 interval=1 vips=10.0.0.100",
            "VI block 10.0.0.100",
            "VI address add 10.0.0.100/32 dev eth0");
    assertThat(deeds(bench.hear("VI", 200)))
        .containsExactly(
            "VI address del 10.0.0.100/32 dev eth0",
            "VI unblock 10.0.0.100",
            "VI notify BACKUP 100");
  }

  @Test
  void rule23p2ClearedStatisticsCostNothingElse() {
    Bench bench = master(instance("VI"));
    assertThat(bench.step(new RouterEvent.CountersCleared())).isEmpty();
    assertThat(bench.router("VI").counters()).isEqualTo(Counters.ZERO);
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    assertThat(bench.deadline("VI")).contains(Duration.ofSeconds(1));
  }

  @Test
  void rule27StartupDelayIsNeitherListenedInNorLeft() {
    Bench bench = Bench.of(instance("VI").build());
    bench.start(Duration.ofSeconds(10));
    bench.hear("VI", 200);
    assertThat(bench.router("VI").counters().get(Counter.ADVERT_RCVD)).isZero();
    assertThat(bench.deadline("VI")).contains(DOWN.plusSeconds(10));
  }

  /** Else a reload of a machine that boots would take the addresses from a master unheard. */
  @Test
  void rule27AReloadDoesNotShortenTheStartupDelay() {
    VrrpInstance config = instance("VI").build();
    Bench bench = Bench.of(config);
    bench.start(Duration.ofSeconds(60));
    bench.advance(Duration.ofSeconds(10));
    bench.step(reloaded(config));
    assertThat(bench.deadline("VI")).contains(DOWN.plusSeconds(50));
    assertThat(only(bench.advance(Duration.ofSeconds(50)), VrrpEffect.SendAdvert.class)).isEmpty();
    bench.hear("VI", 200);
    assertThat(bench.deadline("VI")).contains(DOWN);
  }

  @Test
  void rule27NeitherDoesTheEndOfAFault() {
    Bench bench = Bench.of(instance("VI").build());
    bench.start(Duration.ofSeconds(60));
    bench.link("eth0", false);
    bench.advance(Duration.ofSeconds(10));
    bench.link("eth0", true);
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    assertThat(bench.deadline("VI")).contains(DOWN.plusSeconds(50));
  }

  @Test
  void rule27AReloadChangesWhatIsLeftOfTheStartupDelay() {
    VrrpInstance config = instance("VI").build();
    Bench bench = Bench.of(config);
    bench.start(Duration.ofSeconds(60));
    bench.advance(Duration.ofSeconds(10));
    bench.step(new RouterEvent.StartupDelayMoved(Bench.EPOCH.plusSeconds(30)));
    bench.step(reloaded(config));
    assertThat(bench.deadline("VI")).contains(DOWN.plusSeconds(20));
    bench.step(new RouterEvent.StartupDelayMoved(Bench.EPOCH.plusSeconds(5)));
    bench.step(reloaded(config));
    assertThat(bench.deadline("VI")).as("it is over").contains(DOWN);
    bench.hear("VI", 200);
    assertThat(bench.router("VI").heard()).isPresent();
  }

  @Test
  void rule27AStartupDelayThatIsOverDoesNotComeBackWithAReload() {
    VrrpInstance config = instance("VI").build();
    Bench bench = Bench.of(config);
    bench.start(Duration.ofSeconds(10));
    bench.advance(Duration.ofSeconds(10).plus(DOWN));
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    bench.step(new RouterEvent.StartupDelayMoved(Bench.EPOCH.plusSeconds(1000)));
    bench.step(reloaded(config));
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    bench.hear("VI", 200);
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    assertThat(bench.deadline("VI")).contains(DOWN);
  }

  private static RouterEvent reloaded(VrrpInstance config) {
    return new RouterEvent.Reloaded(VrrpConfig.of(List.of(config), List.of()));
  }

  @Test
  void rule29p2AMasterThatStopsSaysSoAndThenTakesRulesRoutesAndAddressesAway() {
    Bench bench =
        master(
            instance("VI")
                .behaviour(Behaviours.noAccept())
                .excludedAddresses(List.of(Bench.vip("10.0.0.101")))
                .routes(List.of(IpRoute.of(NET, Optional.empty(), "eth0")))
                .rules(List.of(IpRule.of(NET, 100, 777))));
    assertThat(deeds(bench.step(new RouterEvent.Stopped(true))))
        .containsExactly(
            "VI send advert vrid=51 priority=0 interval=1 vips=10.0.0.100",
            "VI rule del 777",
            "VI route del 192.0.2.0/24",
            "VI address del 10.0.0.100/32 dev eth0",
            "VI address del 10.0.0.101/32 dev eth0",
            "VI unblock 10.0.0.100,10.0.0.101",
            "VI notify STOP 100");
  }

  @Test
  void rule29p2NothingIsHeardOrDoneAfterTheEnd() {
    Bench bench = master(instance("VI"));
    bench.step(new RouterEvent.Stopped(true));
    assertThat(bench.hear("VI", 50)).isEmpty();
    assertThat(bench.link("eth0", false)).isEmpty();
    assertThat(bench.advance(Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void rule29p4DontReleaseLeavesEverything() {
    Bench bench = master(instance("VI"));
    assertThat(deeds(bench.step(new RouterEvent.Stopped(false))))
        .containsExactly("VI notify STOP 100");
  }
}
