package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.owner;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.started;
import static org.lvsdirector.vrrp.group.Bench.deeds;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.packet.Counter;

/** Rules of the keepalived reference, VRRP 9: owners, priority 0, preemption. */
class KeepalivedPreemptionRulesTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);

  @Test
  void rule9p1AnOwnerKeepsItsPriorityWhateverTheTrackersSay() {
    Bench bench = started(owner());
    bench.advance(Duration.ofMillis(1));
    Step step =
        VirtualRouter.step(bench.router("VI"), new VrrpEvent.PriorityChanged(100), bench.now());
    assertThat(step.router().priority()).isEqualTo(255);
    assertThat(step.effects()).isEmpty();
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
  void rule9p3AnOwnerThatIgnoresAdvertsYieldsToNobody() {
    Bench bench = started(owner().behaviour(Behaviours.ownerIgnoreAdverts()));
    bench.advance(Duration.ofMillis(1));
    assertThat(deeds(bench.hear("VI", 255, "10.0.0.2"))).isEmpty();
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    assertThat(bench.router("VI").counters().get(Counter.ADVERT_RCVD)).isZero();
  }

  @Test
  void rule9p4AnOrdinaryWayToBackupSendsNoPriorityZero() {
    Bench bench = master(instance("VI"));
    assertThat(deeds(bench.hear("VI", 200))).noneMatch(d -> d.contains("priority=0"));
    assertThat(bench.router("VI").counters().get(Counter.PRI_ZERO_SENT)).isZero();
  }

  @Test
  void rule9p5WithNopreemptEveryValidAdvertKeepsABackup() {
    Bench bench = started(instance("VI").behaviour(Behaviours.nopreempt()));
    for (int i = 0; i < 5; i++) {
      bench.advance(Duration.ofSeconds(3));
      bench.hear("VI", 1);
      assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
      assertThat(bench.deadline("VI")).contains(DOWN);
    }
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
}
