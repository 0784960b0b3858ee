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
import org.lvsdirector.parser.model.UnicastPeer;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpTransport;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Counter;

/** Rules of the keepalived reference, VRRP 5, 7, 8.8, 14 and 15, about when something is due. */
class KeepalivedTimerRulesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** 255 gives 1/256 of a second, 254 would give 2/256. */
  @Test
  void rule7p1ALoweredOwnerStillCountsAs255() {
    Bench bench = started(owner());
    bench.advance(Duration.ofMillis(1));
    bench.hear("VI", 255, "10.0.0.0");
    bench.advance(SECOND);
    bench.hear("VI", 255, "10.0.0.0");
    bench.advance(Duration.ofMillis(200));
    assertThat(bench.router("VI").priority()).isEqualTo(254);
    assertThat(VrrpTimers.skew(bench.router("VI"))).isEqualTo(Duration.ofNanos(3_906_000));
    bench.hear("VI", 255, "10.0.0.0");
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    assertThat(bench.deadline("VI")).contains(Duration.ofNanos(3_003_906_000L));
  }

  @Test
  void rule7p2DownTimerAdvertsSaysHowManyIntervalsAreWaited() {
    assertThat(started(instance("VI").downTimerAdverts(1)).deadline("VI"))
        .contains(Duration.ofNanos(1_609_375_000L));
    assertThat(started(instance("VI").downTimerAdverts(5)).deadline("VI"))
        .contains(Duration.ofNanos(5_609_375_000L));
  }

  @Test
  void rule7p3LearnedIntervalIsGivenUpOnLeavingFault() {
    Bench bench = started(instance("VI").version(3));
    VrrpInstance slow = instance("VI").version(3).advertInterval(Duration.ofSeconds(4)).build();
    bench.hear("VI", PacketSettings.advertisement(slow, 200), "10.0.0.2");
    assertThat(bench.router("VI").masterInterval()).isEqualTo(Duration.ofSeconds(4));
    bench.link("eth0", false);
    bench.link("eth0", true);
    assertThat(bench.router("VI").masterInterval()).isEqualTo(SECOND);
    assertThat(bench.deadline("VI")).contains(Duration.ofNanos(3_609_375_000L));
  }

  @Test
  void rule7p6TheNextAdvertIsDueAnIntervalAfterTheAnswerToALowerOne() {
    Bench bench = master(instance("VI").garp(Behaviours.quietGarp()));
    bench.advance(Duration.ofMillis(700));
    assertThat(only(bench.hear("VI", 50), VrrpEffect.SendAdvert.class)).hasSize(1);
    assertThat(bench.deadline("VI")).contains(SECOND);
  }

  @Test
  void rule5p6AnAdvertIsCountedOnceForAllPeersAndOneThatIsNotSentAsOurs() {
    Bench bench =
        master(
            instance("VI")
                .transport(
                    VrrpTransport.unicast(
                        Addresses.parse("10.0.0.1"),
                        List.of(
                            UnicastPeer.of(Addresses.parse("10.0.0.2")),
                            UnicastPeer.of(Addresses.parse("10.0.0.3"))))));
    long sent = bench.router("VI").counters().get(Counter.ADVERT_SENT);
    bench.advance(SECOND);
    assertThat(bench.router("VI").counters().get(Counter.ADVERT_SENT)).isEqualTo(sent + 1);
    bench.step(new org.lvsdirector.vrrp.group.RouterEvent.AdvertLost("VI"));
    assertThat(bench.router("VI").counters().get(Counter.SEND_ERR)).isEqualTo(1);
    assertThat(Counter.SEND_ERR.inJson()).as("keepalived has none").isFalse();
  }

  @Test
  void rule14p1PeersAreServedInTheirOrder() {
    VrrpInstance config =
        instance("VI")
            .transport(
                VrrpTransport.unicast(
                    Addresses.parse("10.0.0.1"),
                    List.of(
                        UnicastPeer.of(Addresses.parse("10.0.0.9")),
                        UnicastPeer.of(Addresses.parse("10.0.0.3")))))
            .build();
    assertThat(PacketSettings.delivery(config).destinations())
        .containsExactly(Addresses.parse("10.0.0.9"), Addresses.parse("10.0.0.3"));
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

  @Test
  void rule13p3ASourceAddressThatIsNotThereIsAFaultWhereItIsTracked() {
    VrrpTransport standard =
        VrrpTransport.multicast(org.lvsdirector.parser.model.AddressFamily.INET);
    var tracked =
        new VrrpTransport(
            Optional.of(Addresses.parse("10.0.0.1")),
            true,
            standard.multicastGroup(),
            false,
            List.of(),
            false,
            false,
            standard.ttl(),
            0);
    Bench bench = master(instance("VI").transport(tracked));
    bench.addresses("eth0", "10.0.0.9");
    assertThat(bench.state("VI")).isEqualTo(Reported.FAULT);
    assertThat(bench.router("VI").faults())
        .containsExactly(
            new Fault(Fault.Kind.SOURCE_ADDRESS, "source address 10.0.0.1 is not on eth0"));
    bench.addresses("eth0", "10.0.0.9", "10.0.0.1");
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
  }
}
