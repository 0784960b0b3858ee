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
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.GarpSettings;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Advertisement;
import org.lvsdirector.vrrp.packet.Counter;

/**
 * One method per rule of the keepalived reference, VRRP 7 to 9 and 15, that the RFC leaves open.
 */
class KeepalivedRulesTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);
  private static final Duration SKEW = Duration.ofNanos(609_375_000);

  @Test
  void rule7p3LearnedIntervalIsGivenUpOnBecomingMaster() {
    Bench bench = started(instance("VI").version(3).garp(Behaviours.quietGarp()));
    VrrpInstance slow = instance("VI").version(3).advertInterval(Duration.ofSeconds(4)).build();
    bench.hear("VI", PacketSettings.advertisement(slow, 200), "10.0.0.2");
    bench.advance(Duration.ofSeconds(20));
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    assertThat(bench.router("VI").masterInterval()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void rule7p4PriorityChangeShiftsTheRunningTimer() {
    Bench bench = started(instance("VI"));
    bench.advance(Duration.ofSeconds(1));
    Step step =
        VirtualRouter.step(bench.router("VI"), new VrrpEvent.PriorityChanged(228), bench.now());
    assertThat(step.router().state().deadline()).contains(Bench.EPOCH.plus(DOWN).minusMillis(500));
  }

  @Test
  void rule7p5InvalidAdvertDoesNotTouchTheTimer() {
    Bench bench = started(instance("VI"));
    bench.advance(Duration.ofSeconds(1));
    Advertisement wrong =
        PacketSettings.advertisement(
            instance("VI").advertInterval(Duration.ofSeconds(2)).build(), 200);
    bench.hear("VI", wrong, "10.0.0.2");
    assertThat(bench.deadline("VI")).contains(DOWN.minusSeconds(1));
  }

  @Test
  void rule6p5InvalidAdvertDoesNotDelayOurOwn() {
    Bench bench = master(instance("VI"));
    bench.advance(Duration.ofMillis(600));
    Advertisement wrong =
        PacketSettings.advertisement(
            instance("VI").advertInterval(Duration.ofSeconds(2)).build(), 200);
    bench.hear("VI", wrong, "10.0.0.2");
    assertThat(bench.deadline("VI")).contains(Duration.ofMillis(400));
  }

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

  @Test
  void rule9p2OfTwoOwnersTheLowerAddressYields() {
    Bench bench = started(owner());
    bench.advance(Duration.ofMillis(1));
    bench.hear("VI", 255, "10.0.0.2");
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
  }

  @Test
  void rule9p2TheHigherOwnerSpeaksTwiceAndThenLowersItself() {
    Bench bench = started(owner());
    bench.advance(Duration.ofMillis(1));
    assertThat(only(bench.hear("VI", 255, "10.0.0.0"), VrrpEffect.SendAdvert.class)).hasSize(2);
    bench.advance(Duration.ofSeconds(1));
    bench.hear("VI", 255, "10.0.0.0");
    bench.advance(Duration.ofMillis(200));
    assertThat(bench.router("VI").priority()).isEqualTo(254);
    bench.hear("VI", 255, "10.0.0.0");
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    bench.advance(Duration.ofSeconds(4));
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    assertThat(bench.router("VI").priority()).isEqualTo(255);
  }

  @Test
  void rule9p6PreemptDelayAcceptsLowerAdvertsUntilItIsOver() {
    Bench bench =
        started(instance("VI").behaviour(Behaviours.preemptDelay(Duration.ofSeconds(10))));
    for (int i = 0; i < 10; i++) {
      bench.hear("VI", 50);
      assertThat(bench.deadline("VI")).contains(DOWN);
      bench.advance(Duration.ofSeconds(1));
    }
    bench.hear("VI", 50);
    assertThat(bench.deadline("VI")).contains(DOWN.minusSeconds(1));
  }

  @Test
  void rule9p6AHigherAdvertStopsThePreemptDelay() {
    Bench bench =
        started(instance("VI").behaviour(Behaviours.preemptDelay(Duration.ofSeconds(10))));
    bench.hear("VI", 50);
    bench.hear("VI", 200);
    bench.advance(Duration.ofSeconds(3));
    bench.hear("VI", 50);
    assertThat(((VrrpState.Backup) bench.router("VI").state()).preemptAt())
        .contains(bench.now().plusSeconds(10));
  }

  @Test
  void rule9p6PreemptDelayDoesNotDelayTakingOverFromNobody() {
    Bench bench =
        started(instance("VI").behaviour(Behaviours.preemptDelay(Duration.ofSeconds(100))));
    bench.advance(DOWN);
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
  }

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
  void rule27StartupDelayIsNeitherListenedInNorLeft() {
    Bench bench = Bench.of(instance("VI").build());
    bench.start(Duration.ofSeconds(10));
    bench.hear("VI", 200);
    assertThat(bench.router("VI").counters().get(Counter.ADVERT_RCVD)).isZero();
    assertThat(bench.deadline("VI")).contains(DOWN.plusSeconds(10));
  }

  @Test
  void rule29p4DontReleaseLeavesEverything() {
    Bench bench = master(instance("VI"));
    assertThat(deeds(bench.step(new RouterEvent.Stopped(false))))
        .containsExactly("VI notify STOP 100");
  }

  @Test
  void splitBrainIsSaidOnceAndItsEndToo() {
    Bench bench = master(instance("VI").priority(200));
    for (int i = 0; i < 6; i++) {
      bench.hear("VI", 100);
      bench.advance(Duration.ofSeconds(1));
    }
    List<VrrpEffect> effects = bench.hear("VI", 100);
    assertThat(only(effects, VrrpEffect.SplitBrain.class)).isEmpty();
    List<VrrpEffect> after = bench.advance(Duration.ofSeconds(5));
    assertThat(only(after, VrrpEffect.SplitBrainHealed.class)).hasSize(1);
    assertThat(only(after, VrrpEffect.Announce.class)).isNotEmpty();
  }

  @Test
  void splitBrainNamesDifferentAuthentication() {
    Bench bench = master(instance("VI").priority(200));
    Advertisement other =
        new Advertisement(
            2,
            51,
            100,
            1,
            Duration.ofSeconds(1),
            PacketSettings.advertisement(instance("VI").build(), 1).addresses(),
            org.lvsdirector.vrrp.packet.Octets.of(new byte[8]));
    List<VrrpEffect> effects = new java.util.ArrayList<>();
    for (int i = 0; i < 4; i++) {
      effects.addAll(bench.hear("VI", other, "10.0.0.2"));
      bench.advance(Duration.ofSeconds(1));
    }
    assertThat(only(effects, VrrpEffect.SplitBrain.class))
        .extracting(VrrpEffect.SplitBrain::cause)
        .containsExactly("different authentication: auth type 1, not NONE");
  }

  @Test
  void aClaimByArpAloneIsASplitToo() {
    Bench bench = master(instance("VI"));
    var claim =
        new RouterEvent.AddressClaimed(Addresses.parse("10.0.0.100"), "eth0", "02:00:00:00:00:09");
    assertThat(bench.step(claim)).as("just after a takeover").isEmpty();
    bench.advance(Duration.ofSeconds(4));
    assertThat(only(bench.step(claim), VrrpEffect.SplitBrain.class))
        .extracting(VrrpEffect.SplitBrain::other)
        .containsExactly("02:00:00:00:00:09");
    assertThat(bench.step(claim)).as("said once").isEmpty();
  }

  @Test
  void aFastRivalThatCouldNotHearUsYetIsNoSplit() {
    Bench bench = master(instance("VI").priority(200).behaviour(Behaviours.lowerPrioNoAdvert()));
    for (int i = 0; i < 8; i++) {
      assertThat(only(bench.hear("VI", 100), VrrpEffect.SplitBrain.class)).isEmpty();
      bench.advance(Duration.ofMillis(100));
    }
  }
}
