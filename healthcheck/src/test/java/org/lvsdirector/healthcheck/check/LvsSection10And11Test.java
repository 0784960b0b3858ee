package org.lvsdirector.healthcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.check.Checks.LOOP;
import static org.lvsdirector.healthcheck.check.Checks.RETRY;
import static org.lvsdirector.healthcheck.check.Checks.policy;
import static org.lvsdirector.healthcheck.check.Checks.running;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lvsdirector.healthcheck.check.CheckPolicy.Family;
import org.lvsdirector.healthcheck.check.CheckPolicy.Timing;

/** Keepalived reference, LVS 10 and 11: one method per rule. */
class LvsSection10And11Test {
  @Test
  void freshCheckerIsUpAndHasNotRun() {
    CheckState state = CheckState.atStart(policy(Family.COMMON, 3));
    assertThat(state.up()).isTrue();
    assertThat(state.hasRun()).isFalse();
  }

  @Test
  void alphaCheckerStartsDown() {
    assertThat(CheckState.atStart(policy(Family.COMMON, 3).withAlpha()).up()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Family.class,
      names = {"COMMON", "URLS", "SCRIPT"})
  void veryFirstFailureIsFinal(Family family) {
    var check = new Checks(policy(family, 3));
    CheckStep step = check.fail();
    assertThat(step.next().up()).isFalse();
    assertThat(step.verdict()).contains(new Verdict(false, true, false, true));
    assertThat(step.delay()).isEqualTo(LOOP);
  }

  @Test
  void smtpUsesItsRetriesEvenAtStart() {
    var check = new Checks(policy(Family.SMTP, 2));
    assertThat(check.fail().verdict()).isEmpty();
    assertThat(check.fail().verdict()).isEmpty();
    assertThat(check.fail().verdict()).isPresent();
    assertThat(check.clock).isEqualTo(RETRY.multipliedBy(2).plus(LOOP));
  }

  @Test
  void firstRunComesOneSecondPlusPartOfTheWarmupAfterStart() {
    var random = new SplittableRandom(7);
    var delays =
        IntStream.range(0, 1000)
            .mapToObj(_ -> CheckRules.firstDelay(policy(Family.COMMON, 1), random))
            .toList();
    assertThat(delays)
        .allMatch(
            d -> d.compareTo(Duration.ofSeconds(1)) >= 0 && d.compareTo(Duration.ofSeconds(5)) <= 0)
        .anyMatch(d -> d.compareTo(Duration.ofMillis(1500)) < 0)
        .anyMatch(d -> d.compareTo(Duration.ofMillis(4500)) > 0);
  }

  @Test
  void warmupZeroRunsAfterExactlyOneSecond() {
    var policy = CheckPolicy.of(Family.COMMON, new Timing(LOOP, RETRY, Duration.ZERO), 1);
    assertThat(CheckRules.firstDelay(policy, new SplittableRandom(1)))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void successResetsTheFailureCounter() {
    var check = running(policy(Family.COMMON, 2));
    check.fail();
    check.fail();
    check.pass();
    check.fail();
    check.fail();
    assertThat(check.state.up()).isTrue();
  }

  @Test
  void successWhileUpIsSilentAndWaitsDelayLoop() {
    var check = running(policy(Family.COMMON, 1));
    CheckStep step = check.pass();
    assertThat(step.verdict()).isEmpty();
    assertThat(step.logged()).isFalse();
    assertThat(step.delay()).isEqualTo(LOOP);
  }

  @Test
  void firstSuccessReportsUpWithoutChange() {
    var check = new Checks(policy(Family.COMMON, 1));
    assertThat(check.pass().verdict()).contains(new Verdict(true, false, false, false));
  }

  @Test
  void upServerNeedsRetryPlusOneFailures() {
    var check = running(policy(Family.COMMON, 3));
    for (int i = 0; i < 3; i++) {
      CheckStep forgiven = check.fail();
      assertThat(forgiven.verdict()).isEmpty();
      assertThat(forgiven.delay()).isEqualTo(RETRY);
    }
    CheckStep last = check.fail();
    assertThat(last.verdict()).contains(new Verdict(false, true, false, true));
    assertThat(last.delay()).isEqualTo(LOOP);
    assertThat(last.next().failures()).isZero();
  }

  @Test
  void recoveryNeedsOneSuccess() {
    var check = running(policy(Family.COMMON, 0));
    check.fail();
    assertThat(check.pass().verdict()).contains(new Verdict(true, true, false, true));
  }

  @Test
  void downServerIsCheckedEveryDelayLoopWithoutRetries() {
    var check = running(policy(Family.COMMON, 0));
    check.fail();
    check.clock = Duration.ZERO;
    for (int i = 0; i < 5; i++) {
      assertThat(check.fail().verdict()).isEmpty();
    }
    assertThat(check.clock).isEqualTo(LOOP.multipliedBy(5));
  }

  @Test
  void intervalCountsFromTheEndOfTheRun() {
    var check = running(policy(Family.COMMON, 0));
    check.fail(Duration.ofSeconds(5));
    assertThat(check.clock).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void smtpRetriesInEachCycleEvenWhileDown() {
    var check = running(policy(Family.SMTP, 1));
    check.fail();
    check.fail();
    assertThat(check.state.up()).isFalse();
    assertThat(check.fail().delay()).isEqualTo(RETRY);
    CheckStep last = check.fail();
    assertThat(last.delay()).isEqualTo(LOOP);
    assertThat(last.verdict()).isEmpty();
  }

  @Test
  void forgivenFailuresAreLoggedOnlyOnDemand() {
    assertThat(running(policy(Family.COMMON, 1)).fail().logged()).isFalse();
    assertThat(running(policy(Family.COMMON, 1).withAllFailuresLogged()).fail().logged()).isTrue();
    var down = running(policy(Family.COMMON, 0));
    assertThat(down.fail().logged()).isTrue();
    assertThat(down.fail().logged()).isFalse();
  }

  @Test
  void firstFailureOfAnAlphaCheckerIsAnnouncedThoughNothingChanges() {
    var check = new Checks(policy(Family.COMMON, 3).withAlpha());
    assertThat(check.fail().verdict()).contains(new Verdict(false, false, true, false));
    assertThat(check.fail().verdict()).isEmpty();
  }

  @Test
  void firstFailureOfAnAlphaHttpCheckerIsSilent() {
    var check = new Checks(policy(Family.URLS, 3).withAlpha());
    assertThat(check.fail().verdict()).isEmpty();
    assertThat(check.state.hasRun()).isTrue();
  }

  @Test
  void alphaCheckerComesUpWithItsFirstSuccess() {
    var check = new Checks(policy(Family.COMMON, 3).withAlpha());
    assertThat(check.pass().verdict()).contains(new Verdict(true, true, false, true));
  }

  @Test
  void alphaCheckerAddedUpByReloadIsAnnouncedByItsFirstSuccess() {
    CheckPolicy policy = policy(Family.COMMON, 1).withAlpha();
    CheckState state = CheckState.addedByReload(policy, false);
    CheckStep step = CheckRules.after(policy, state, new CheckResult.Passed("ok", LOOP));
    assertThat(step.verdict()).contains(new Verdict(true, false, true, false));
  }

  @ParameterizedTest
  @EnumSource(
      value = Family.class,
      names = {"COMMON", "SMTP", "URLS", "SCRIPT"})
  void checkThatCouldNotRunChangesNothing(Family family) {
    var check = running(policy(family, 1));
    CheckState before = check.state;
    CheckStep step = check.couldNot();
    assertThat(step.next()).isEqualTo(before);
    assertThat(step.verdict()).isEmpty();
    assertThat(step.delay()).isEqualTo(LOOP);
    assertThat(step.logged()).isTrue();
  }

  @Test
  void riseAsksForSeveralSuccessesAfterAFailure() {
    var check = running(policy(Family.COMMON, 0).withRise(3));
    check.fail();
    assertThat(check.pass().verdict()).isEmpty();
    assertThat(check.pass().verdict()).isEmpty();
    assertThat(check.pass().verdict()).contains(new Verdict(true, true, false, true));
  }

  @Test
  void failureBetweenStartsTheRiseAgain() {
    var check = running(policy(Family.COMMON, 0).withRise(2));
    check.fail();
    check.pass();
    check.fail();
    assertThat(check.pass().verdict()).isEmpty();
    assertThat(check.pass().verdict()).isPresent();
  }

  @Test
  void riseDoesNotHoldBackAnAlphaStart() {
    var check = new Checks(policy(Family.COMMON, 0).withRise(5).withAlpha());
    assertThat(check.pass().verdict()).contains(new Verdict(true, true, false, true));
  }
}
