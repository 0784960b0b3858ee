package org.lvsdirector.healthcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.check.Checks.LOOP;
import static org.lvsdirector.healthcheck.check.Checks.RETRY;
import static org.lvsdirector.healthcheck.check.Checks.policy;
import static org.lvsdirector.healthcheck.check.Checks.running;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.check.CheckPolicy.Family;

/** Keepalived reference, LVS 21 and 24: scripts and told checkers. */
class LvsSection21MiscTest {
  private static final Duration THREE = Duration.ofSeconds(3);

  @Test
  void scriptPeriodRunsFromStartToStart() {
    var check = running(policy(Family.SCRIPT, 0));
    check.pass(WeightAdvice.NONE, THREE);
    assertThat(check.clock).isEqualTo(LOOP);
  }

  @Test
  void scriptRetryRunsFromStartToStart() {
    var check = running(policy(Family.SCRIPT, 1));
    check.fail(Duration.ofSeconds(1));
    assertThat(check.clock).isEqualTo(RETRY);
  }

  @Test
  void scriptThatOverranItsPeriodStartsAgainAtOnce() {
    var check = running(policy(Family.SCRIPT, 0));
    assertThat(check.pass(WeightAdvice.NONE, Duration.ofSeconds(30)).delay())
        .isEqualTo(Duration.ofNanos(1_000));
  }

  @Test
  void dynamicStatusSetsTheWeightItself() {
    assertThat(new WeightAdvice.Exactly(10).contribution(5)).isEqualTo(5);
    assertThat(new WeightAdvice.Exactly(0).contribution(5)).isEqualTo(-5);
  }

  @Test
  void weightSurvivesAForgivenFailureAndGoesWithAFinalOne() {
    var check = running(policy(Family.SCRIPT, 1));
    check.pass(new WeightAdvice.Exactly(7), THREE);
    assertThat(check.fail().next().weight()).isEqualTo(new WeightAdvice.Exactly(7));
    assertThat(check.fail().next().weight()).isEqualTo(WeightAdvice.NONE);
  }

  @Test
  void firstRunOfAScriptIsMailedThoughNothingChanged() {
    var check = new Checks(policy(Family.SCRIPT, 0));
    assertThat(check.pass().verdict()).contains(new Verdict(true, false, false, true));
  }

  @Test
  void toldCheckerIsNeverForgiven() {
    var check = new Checks(CheckPolicy.of(Family.EVENT, Checks.TIMING, 0));
    check.pass();
    assertThat(check.fail().verdict()).contains(new Verdict(false, true, false, true));
    assertThat(check.fail().verdict()).isEmpty();
  }

  @Test
  void agentShareIsRoundedUp() {
    assertThat(new WeightAdvice.Percent(75).contribution(100)).isEqualTo(-25);
    assertThat(new WeightAdvice.Percent(1).contribution(1)).isZero();
    assertThat(new WeightAdvice.Percent(0).contribution(3)).isEqualTo(-3);
    assertThat(new WeightAdvice.Percent(200).contribution(3)).isEqualTo(3);
  }
}
