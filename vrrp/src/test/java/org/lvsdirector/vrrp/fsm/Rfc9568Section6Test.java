package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.group.Bench.deeds;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.VrrpBehaviour;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstanceBuilder;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.packet.Advertisement;

/** One method per rule of RFC 9568 section 6, as far as keepalived follows it. */
class Rfc9568Section6Test {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void section6p1SkewTimeOfVersion3FollowsTheActiveInterval() {
    Router router = router(v3(100).advertInterval(Duration.ofMillis(500)));
    assertThat(VrrpTimers.skew(router)).isEqualTo(Duration.ofNanos(304_687_000));
    assertThat(VrrpTimers.masterDown(router)).isEqualTo(Duration.ofNanos(1_804_687_000));
  }

  @Test
  void section6p1SkewTimeOfVersion2IsAFractionOfASecond() {
    Router router = router(instance("VI").advertInterval(Duration.ofSeconds(5)));
    assertThat(VrrpTimers.skew(router)).isEqualTo(Duration.ofNanos(609_375_000));
    assertThat(VrrpTimers.masterDown(router)).isEqualTo(Duration.ofNanos(15_609_375_000L));
  }

  @Test
  void section6p4p1OwnerTransitionsToActiveAtOnce() {
    Bench bench = Bench.of(owner().build());
    assertThat(only(bench.start(), VrrpEffect.Notify.class)).isEmpty();
    assertThat(deeds(bench.advance(Duration.ofNanos(1000))).getFirst())
        .contains("send advert vrid=51 priority=255");
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
  }

  @Test
  void section6p4p1OthersTransitionToBackupWithTheDownTimer() {
    Bench bench = started(instance("VI"));
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    assertThat(bench.deadline("VI")).contains(Duration.ofNanos(3_609_375_000L));
  }

  @Test
  void section6p4p2PriorityZeroSetsTheTimerToTheSkew() {
    Bench bench = started(instance("VI"));
    bench.hear("VI", 0);
    assertThat(bench.deadline("VI")).contains(Duration.ofNanos(609_375_000));
  }

  @Test
  void section6p4p2HigherPriorityResetsTheDownTimer() {
    Bench bench = started(instance("VI"));
    bench.advance(Duration.ofSeconds(2));
    bench.hear("VI", 200);
    assertThat(bench.deadline("VI")).contains(Duration.ofNanos(3_609_375_000L));
  }

  @Test
  void section6p4p2EqualPriorityResetsTheDownTimer() {
    Bench bench = started(instance("VI"));
    bench.advance(SECOND);
    bench.hear("VI", 100, "10.0.0.0");
    assertThat(bench.deadline("VI")).contains(Duration.ofNanos(3_609_375_000L));
  }

  @Test
  void section6p4p2LowerPriorityIsDiscardedWhenPreempting() {
    Bench bench = started(instance("VI"));
    bench.advance(SECOND);
    bench.hear("VI", 99);
    assertThat(bench.deadline("VI")).contains(Duration.ofNanos(2_609_375_000L));
  }

  @Test
  void section6p4p2LowerPriorityIsObeyedWithoutPreemption() {
    Bench bench = started(instance("VI").behaviour(Behaviours.nopreempt()));
    bench.advance(SECOND);
    bench.hear("VI", 1);
    assertThat(bench.deadline("VI")).contains(Duration.ofNanos(3_609_375_000L));
  }

  @Test
  void section6p4p2BackupAdoptsTheIntervalOfTheActiveRouter() {
    Bench bench = started(v3(100));
    Advertisement slow =
        PacketSettings.advertisement(v3(200).advertInterval(SECOND.multipliedBy(4)).build(), 200);
    bench.hear("VI", slow, "10.0.0.2");
    assertThat(bench.router("VI").masterInterval()).isEqualTo(Duration.ofSeconds(4));
    assertThat(bench.deadline("VI")).contains(Duration.ofNanos(14_437_500_000L));
  }

  @Test
  void section6p4p2BackupTakesOverAfterTheDownInterval() {
    Bench bench = started(instance("VI"));
    bench.advance(Duration.ofNanos(3_609_374_999L));
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    assertThat(deeds(bench.advance(Duration.ofNanos(1))))
        .containsExactly(
            "VI send advert vrid=51 priority=100 interval=1 vips=10.0.0.100",
            "VI address add 10.0.0.100/32 dev eth0",
            "VI send garp 10.0.0.100 x5",
            "VI notify MASTER 100");
  }

  @Test
  void section6p4p3ActiveAdvertisesEveryInterval() {
    Bench bench = master(instance("VI").garp(Behaviours.quietGarp()));
    assertThat(only(bench.advance(Duration.ofSeconds(10)), VrrpEffect.SendAdvert.class))
        .hasSize(10);
  }

  @Test
  void section6p4p3PriorityZeroIsAnsweredAtOnceAndRestartsTheInterval() {
    Bench bench = master(instance("VI"));
    bench.advance(Duration.ofMillis(400));
    assertThat(deeds(bench.hear("VI", 0)))
        .containsExactly("VI send advert vrid=51 priority=100 interval=1 vips=10.0.0.100");
    assertThat(bench.deadline("VI")).contains(SECOND);
  }

  @Test
  void section6p4p3HigherPriorityMakesABackup() {
    Bench bench = master(instance("VI"));
    assertThat(deeds(bench.hear("VI", 101)))
        .containsExactly("VI address del 10.0.0.100/32 dev eth0", "VI notify BACKUP 100");
    assertThat(bench.deadline("VI")).contains(Duration.ofNanos(3_609_375_000L));
  }

  @Test
  void section6p4p3EqualPriorityAndHigherAddressMakesABackup() {
    Bench bench = master(instance("VI"));
    bench.hear("VI", 100, "10.0.0.2");
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
  }

  @Test
  void section6p4p3EqualPriorityAndLowerAddressDoesNot() {
    Bench bench = master(instance("VI"));
    bench.hear("VI", 100, "10.0.0.0");
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
  }

  @Test
  void section6p4p3LowerPriorityIsAnsweredAtOnce() {
    Bench bench = master(instance("VI"));
    assertThat(only(bench.hear("VI", 99), VrrpEffect.SendAdvert.class)).hasSize(1);
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
  }

  @Test
  void section6p4p3ShutdownSendsPriorityZeroBeforeTheAddressesGo() {
    Bench bench = master(instance("VI"));
    assertThat(deeds(bench.step(new org.lvsdirector.vrrp.group.RouterEvent.Stopped(true))))
        .containsExactly(
            "VI send advert vrid=51 priority=0 interval=1 vips=10.0.0.100",
            "VI address del 10.0.0.100/32 dev eth0",
            "VI notify STOP 100");
  }

  @Test
  void section6p4p2ShutdownOfABackupSendsNothing() {
    Bench bench = started(instance("VI"));
    assertThat(deeds(bench.step(new org.lvsdirector.vrrp.group.RouterEvent.Stopped(true))))
        .containsExactly("VI notify STOP 100");
  }

  private static VrrpInstanceBuilder v3(int priority) {
    return instance("VI").version(3).priority(priority);
  }

  static VrrpInstanceBuilder owner() {
    return instance("VI").priority(255).initialState(VrrpInstance.InitialState.MASTER);
  }

  private static Router router(VrrpInstanceBuilder builder) {
    return Router.initial(builder.build(), Bench.EPOCH);
  }

  static Bench started(VrrpInstanceBuilder builder) {
    Bench bench = Bench.of(builder.build());
    bench.start();
    return bench;
  }

  static Bench master(VrrpInstanceBuilder builder) {
    Bench bench = started(builder);
    bench.advance(Duration.ofNanos(3_609_375_000L));
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    return bench;
  }

  @Test
  void defaultsPreempt() {
    assertThat(VrrpBehaviour.DEFAULT.preemptive()).isTrue();
  }
}
