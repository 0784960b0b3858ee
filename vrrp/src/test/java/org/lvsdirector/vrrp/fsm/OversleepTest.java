package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.owner;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.started;
import static org.lvsdirector.vrrp.group.Bench.deeds;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.group.Bench;

/** A program that was stopped for ten seconds, and what it does when it goes on. */
class OversleepTest {
  private static final Duration STOPPED = Duration.ofSeconds(10);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration SKEW = Duration.ofNanos(609_375_000);
  private static final String ADVERT =
      "VI send advert vrid=51 priority=100 interval=1 vips=10.0.0.100";

  @Test
  void aMasterAnswersAllTheLowerAdvertsThatHaveQueuedUpOnce() {
    Bench bench = master(instance("VI"));
    bench.stopFor(STOPPED);
    List<VrrpEffect> effects = new ArrayList<>();
    IntStream.range(0, 7).forEach(_ -> effects.addAll(bench.hear("VI", 99)));
    assertThat(deeds(effects)).isEmpty();
    assertThat(deeds(bench.wake()))
        .containsExactly(
            "VI lower priority 99 from 10.0.0.2", ADVERT, "VI send garp 10.0.0.100 x5");
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
  }

  @Test
  void theOneThatTookOverMeanwhileIsNoSplitBrain() {
    Bench bench = master(instance("VI"));
    bench.stopFor(STOPPED);
    List<VrrpEffect> effects = new ArrayList<>();
    IntStream.range(0, 100).forEach(_ -> effects.addAll(bench.hear("VI", 99)));
    effects.addAll(bench.wake());
    effects.addAll(bench.advance(STOPPED));
    assertThat(only(effects, VrrpEffect.SplitBrain.class)).isEmpty();
  }

  @Test
  void aMasterYieldsToABetterOneWithoutASingleAdvert() {
    Bench bench = master(instance("VI").behaviour(Behaviours.higherPrioSendAdvert()));
    bench.stopFor(STOPPED);
    bench.hear("VI", 99);
    assertThat(deeds(bench.hear("VI", 101)))
        .containsExactly("VI address del 10.0.0.100/32 dev eth0", "VI notify BACKUP 100");
    assertThat(bench.wake()).isEmpty();
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
  }

  @Test
  void aMasterThatHeardNobodyListensForAnIntervalAndThenGoesOn() {
    Bench bench = master(instance("VI"));
    bench.stopFor(STOPPED);
    assertThat(deeds(bench.wake())).isEmpty();
    assertThat(bench.deadline("VI")).contains(INTERVAL);
    assertThat(deeds(bench.advance(INTERVAL)))
        .containsExactly(ADVERT, "VI send garp 10.0.0.100 x5");
    assertThat(
            bench.router("VI").counters().get(org.lvsdirector.vrrp.packet.Counter.RELEASE_MASTER))
        .isZero();
  }

  @Test
  void whileAMasterListensABetterOneIsObeyedAndAWorseOneAnsweredAtOnce() {
    Bench better = master(instance("VI"));
    better.sleepThrough(STOPPED);
    better.advance(INTERVAL.dividedBy(2));
    better.hear("VI", 101);
    assertThat(better.state("VI")).isEqualTo(Reported.BACKUP);

    Bench worse = master(instance("VI"));
    worse.sleepThrough(STOPPED);
    worse.advance(INTERVAL.dividedBy(2));
    assertThat(deeds(worse.hear("VI", 99))).contains(ADVERT);
    assertThat(worse.state("VI")).isEqualTo(Reported.MASTER);
  }

  @Test
  void withNopreemptTheOneThatTookOverStays() {
    Bench bench = master(instance("VI").behaviour(Behaviours.nopreempt()));
    bench.stopFor(STOPPED);
    bench.hear("VI", 99);
    assertThat(deeds(bench.wake()))
        .containsExactly("VI address del 10.0.0.100/32 dev eth0", "VI notify BACKUP 100");
  }

  @Test
  void withPreemptDelayTheOneThatTookOverStaysForThatLong() {
    Bench bench = master(instance("VI").behaviour(Behaviours.preemptDelay(STOPPED)));
    bench.stopFor(STOPPED);
    bench.hear("VI", 99);
    bench.wake();
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    bench.hear("VI", 99);
    assertThat(bench.deadline("VI").orElseThrow()).isGreaterThan(INTERVAL.multipliedBy(3));
  }

  @Test
  void anotherThatTookOverAndLeftAgainIsFollowedAtOnce() {
    Bench bench = master(instance("VI").behaviour(Behaviours.nopreempt()));
    bench.stopFor(STOPPED);
    bench.hear("VI", 99);
    assertThat(deeds(bench.hear("VI", 0))).isEmpty();
    assertThat(deeds(bench.wake())).containsExactly(ADVERT, "VI send garp 10.0.0.100 x5");
  }

  @Test
  void anOwnerTakesItsAddressesBackWhateverPreemptSays() {
    Bench bench = started(owner());
    bench.advance(Duration.ofMillis(1));
    bench.stopFor(STOPPED);
    bench.hear("VI", 99);
    assertThat(deeds(bench.wake())).anyMatch(d -> d.contains("send advert"));
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
  }

  @Test
  void aMasterThatIsLateButNotBelievedDeadSpeaksAtOnce() {
    Bench bench = master(instance("VI"));
    assertThat(deeds(bench.sleepThrough(Duration.ofMillis(3_900)))).contains(ADVERT);
  }

  @Test
  void aBackupThatHeardNothingWhileItSleptListensForAnotherInterval() {
    Bench bench = started(instance("VI"));
    bench.sleepThrough(STOPPED);
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    assertThat(bench.deadline("VI")).contains(INTERVAL.plus(SKEW));
    bench.hear("VI", 200);
    bench.advance(INTERVAL.multipliedBy(3));
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
  }

  @Test
  void aBackupThatStillHearsNothingTakesOver() {
    Bench bench = started(instance("VI"));
    bench.sleepThrough(STOPPED);
    bench.advance(INTERVAL.plus(SKEW));
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
  }
}
