package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.owner;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.started;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.InterfaceDelay;
import org.lvsdirector.parser.model.UnicastPeer;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpTransport;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Advertisement;
import org.lvsdirector.vrrp.packet.Counter;

/** Rules of the keepalived reference, VRRP 5 and 7, about when something is due. */
class KeepalivedTimerRulesTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);
  private static final Duration SECOND = Duration.ofSeconds(1);

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
  void rule7p3LearnedIntervalIsGivenUpOnBecomingMaster() {
    Bench bench = started(instance("VI").version(3).garp(Behaviours.quietGarp()));
    VrrpInstance slow = instance("VI").version(3).advertInterval(Duration.ofSeconds(4)).build();
    bench.hear("VI", PacketSettings.advertisement(slow, 200), "10.0.0.2");
    bench.advance(Duration.ofSeconds(20));
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    assertThat(bench.router("VI").masterInterval()).isEqualTo(Duration.ofSeconds(1));
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

  /** A backup must not take over from a master while its own interface is down. */
  @Test
  void rule7p3ALearnedIntervalShortensTheDebounce() {
    VrrpInstance config = instance("VI").version(3).build();
    Bench bench = Bench.of(debounced(config, SECOND));
    bench.start();
    VrrpInstance fast = config.toBuilder().advertInterval(Duration.ofMillis(100)).build();
    bench.hear("VI", PacketSettings.advertisement(fast, 200), "10.0.0.2");
    bench.link("eth0", false);
    bench.advance(Duration.ofNanos(199_609_999));
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    bench.advance(Duration.ofNanos(1));
    assertThat(bench.state("VI")).isEqualTo(Reported.FAULT);
    bench.link("eth0", true);
    bench.advance(DOWN);
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    bench.link("eth0", false);
    bench.advance(Duration.ofMillis(999));
    assertThat(bench.state("VI")).as("the interval is our own again").isEqualTo(Reported.MASTER);
    bench.advance(Duration.ofMillis(1));
    assertThat(bench.state("VI")).isEqualTo(Reported.FAULT);
  }

  private static VrrpConfig debounced(VrrpInstance instance, Duration down) {
    VrrpConfig base = VrrpConfig.of(List.of(instance), List.of());
    return new VrrpConfig(
        base.statics(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new InterfaceDelay("eth0", down, Duration.ZERO, SourceRange.NONE)),
        List.of(),
        List.of(),
        base.instances(),
        List.of());
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
  void rule7p6TheNextAdvertIsDueAnIntervalAfterTheAnswerToALowerOne() {
    Bench bench = master(instance("VI").garp(Behaviours.quietGarp()));
    bench.advance(Duration.ofMillis(700));
    assertThat(only(bench.hear("VI", 50), VrrpEffect.SendAdvert.class)).hasSize(1);
    assertThat(bench.deadline("VI")).contains(SECOND);
  }
}
