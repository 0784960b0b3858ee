package org.lvsdirector.healthcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.check.Checks.policy;
import static org.lvsdirector.healthcheck.check.Checks.running;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.check.CheckPolicy.Family;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.HttpGet;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.HttpRequests.HttpProtocol;
import org.lvsdirector.parser.model.HttpRequests.Url;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.source.SourceRange;

/** Keepalived reference, LVS 27.4: what a checker keeps across a reload. */
class LvsSection27CarryOverTest {
  private static final ConnectionOptions TARGET =
      ConnectionOptions.to(InetAddress.getLoopbackAddress(), 80);

  @Test
  void stateThatWasReachedIsKept() {
    var check = running(policy(Family.COMMON, 3));
    check.fail();
    check.fail();
    CheckState kept = check.state.carriedTo(policy(Family.COMMON, 3));
    assertThat(kept).isEqualTo(check.state);
  }

  @Test
  void counterIsCappedToTheNewRetry() {
    var check = running(policy(Family.COMMON, 3));
    check.fail();
    check.fail();
    check.fail();
    CheckState kept = check.state.carriedTo(policy(Family.COMMON, 1));
    assertThat(kept.failures()).isEqualTo(1);
    assertThat(kept.up()).isTrue();
  }

  @Test
  void alphaSwitchedOnByReloadDoesNotTakeARunningServerDown() {
    var check = running(policy(Family.COMMON, 1));
    assertThat(check.state.carriedTo(policy(Family.COMMON, 1).withAlpha()).up()).isTrue();
  }

  @Test
  void checkerThatHasNotRunStaysOneFailureFromTheVerdict() {
    CheckState kept =
        CheckState.atStart(policy(Family.COMMON, 1)).carriedTo(policy(Family.COMMON, 4));
    assertThat(kept.failures()).isEqualTo(4);
    assertThat(kept.hasRun()).isFalse();
  }

  @Test
  void failingUrlIsRemembered() {
    var check = running(policy(Family.URLS, 0).withUrls(3, false));
    check.pass();
    check.fail();
    assertThat(check.state.carriedTo(check.policy).url()).isEqualTo(check.state.url());
  }

  @Test
  void urlBeyondTheNewListStartsTheListAgain() {
    var check = running(policy(Family.URLS, 0).withUrls(3, false));
    check.pass();
    check.pass();
    assertThat(check.state.carriedTo(policy(Family.URLS, 0).withUrls(2, false)).url().next())
        .isZero();
  }

  @Test
  void newAlphaCheckerStartsDownOnlyBesideFailedOnes() {
    CheckPolicy alpha = policy(Family.COMMON, 1).withAlpha();
    assertThat(CheckState.addedByReload(alpha, true).up()).isFalse();
    assertThat(CheckState.addedByReload(alpha, false).up()).isTrue();
    assertThat(CheckState.addedByReload(policy(Family.COMMON, 1), true).up()).isTrue();
  }

  @Test
  void intervalsAreNotPartOfTheIdentity() {
    var slow = new TcpCheck(CheckTiming.DEFAULT, TARGET, SourceRange.NONE);
    var fast =
        new TcpCheck(
            CheckTiming.DEFAULT.withDelayLoop(Duration.ofSeconds(1)), TARGET, SourceRange.NONE);
    assertThat(CheckKeys.of(fast)).isEqualTo(CheckKeys.of(slow));
    assertThat(CheckKeys.shared(fast)).isNotEqualTo(CheckKeys.shared(slow));
  }

  @Test
  void targetAndUrlsArePartOfTheIdentity() {
    var elsewhere = ConnectionOptions.to(InetAddress.getLoopbackAddress(), 81);
    assertThat(CheckKeys.of(TcpCheck.of(TARGET)))
        .isNotEqualTo(CheckKeys.of(TcpCheck.of(elsewhere)));
    assertThat(CheckKeys.of(get("/a"))).isEqualTo(CheckKeys.of(get("/a")));
    assertThat(CheckKeys.of(get("/a"))).isNotEqualTo(CheckKeys.of(get("/b")));
  }

  private static HttpGet get(String path) {
    return new HttpGet(
        CheckTiming.DEFAULT,
        TARGET,
        new HttpRequests(List.of(Url.of(path)), HttpProtocol.HTTP_1_0, false),
        SourceRange.NONE);
  }
}
