package org.lvsdirector.healthcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.check.Checks.LOOP;
import static org.lvsdirector.healthcheck.check.Checks.RETRY;
import static org.lvsdirector.healthcheck.check.Checks.policy;
import static org.lvsdirector.healthcheck.check.Checks.running;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.check.CheckPolicy.Family;

/** Keepalived reference, LVS 17.5: how HTTP checkers walk their urls. */
class LvsSection17UrlTest {
  private static CheckPolicy urls(int count, int retry) {
    return policy(Family.URLS, retry).withUrls(count, false);
  }

  @Test
  void eachCycleTestsOneUrl() {
    var check = new Checks(urls(3, 1));
    for (int expected : new int[] {0, 1, 2, 0}) {
      assertThat(check.state.url().next()).isEqualTo(expected);
      check.pass();
    }
  }

  @Test
  void fullPassTakesOneDelayLoopPerUrl() {
    var check = new Checks(urls(3, 1));
    assertThat(check.pass().verdict()).isEmpty();
    assertThat(check.pass().verdict()).isEmpty();
    assertThat(check.pass().verdict()).contains(new Verdict(true, false, false, false));
    assertThat(check.clock).isEqualTo(LOOP.multipliedBy(3));
  }

  @Test
  void sameUrlIsRetriedWhileUp() {
    var check = running(urls(3, 1));
    check.pass();
    assertThat(check.fail().delay()).isEqualTo(RETRY);
    assertThat(check.state.url().next()).isEqualTo(1);
    assertThat(check.fail().verdict()).isPresent();
  }

  @Test
  void onlyTheFailingUrlIsPolledWhileDown() {
    var check = running(urls(3, 0));
    check.pass();
    check.fail();
    for (int i = 0; i < 4; i++) {
      assertThat(check.state.url().next()).isEqualTo(1);
      assertThat(check.fail().delay()).isEqualTo(LOOP);
    }
  }

  @Test
  void pollingWhileDownTakesTheLongerOfBothDelays() {
    var timing = new CheckPolicy.Timing(RETRY, LOOP, Duration.ZERO);
    var check = running(CheckPolicy.of(Family.URLS, timing, 0).withUrls(2, false));
    check.fail();
    assertThat(check.fail().delay()).isEqualTo(LOOP);
  }

  @Test
  void allUrlsHaveToPassAfterTheFailingOneRecovered() {
    var check = running(urls(2, 0));
    check.pass();
    check.fail();
    assertThat(check.pass().verdict()).isEmpty();
    assertThat(check.state.url().failing()).isEmpty();
    assertThat(check.state.url().next()).isZero();
    assertThat(check.pass().verdict()).isEmpty();
    assertThat(check.pass().verdict()).contains(new Verdict(true, true, false, true));
  }

  @Test
  void anotherUrlFailingInTheRecoveryPassIsPolledAtTheRetryDelay() {
    var check = running(urls(2, 0));
    check.fail();
    check.pass();
    check.pass();
    assertThat(check.state.url().next()).isEqualTo(1);
    for (int i = 0; i < 3; i++) {
      assertThat(check.fail().delay()).isEqualTo(RETRY);
      assertThat(check.state.url().next()).isEqualTo(1);
    }
    assertThat(check.pass().verdict()).contains(new Verdict(true, true, false, true));
  }

  @Test
  void oneFailureIsFinalUntilTheFirstPassIsComplete() {
    var check = new Checks(urls(3, 5));
    check.pass();
    check.pass();
    assertThat(check.fail().verdict()).contains(new Verdict(false, true, false, true));
  }

  @Test
  void fastRecoveryWalksTheFirstPassWithoutDelay() {
    var check = new Checks(policy(Family.URLS, 1).withUrls(3, true));
    assertThat(check.pass().delay()).isZero();
    assertThat(check.pass().delay()).isZero();
    assertThat(check.pass().delay()).isEqualTo(LOOP);
  }

  @Test
  void fastRecoveryKeepsTheDelayWhileUp() {
    var check = running(policy(Family.URLS, 1).withUrls(2, true));
    assertThat(check.pass().delay()).isEqualTo(LOOP);
  }

  @Test
  void fastRecoveryNeverFailsInATightLoop() {
    var check = running(policy(Family.URLS, 0).withUrls(2, true));
    check.fail();
    assertThat(check.pass().delay()).isZero();
    assertThat(check.pass().delay()).isZero();
    for (int i = 0; i < 3; i++) {
      assertThat(check.fail().delay()).isEqualTo(RETRY);
    }
  }

  @Test
  void riseCountsWholePasses() {
    var check = running(urls(2, 0).withRise(2));
    check.fail();
    check.pass();
    check.pass();
    assertThat(check.pass().verdict()).isEmpty();
    check.pass();
    assertThat(check.pass().verdict()).isPresent();
  }
}
