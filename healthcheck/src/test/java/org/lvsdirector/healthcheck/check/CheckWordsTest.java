package org.lvsdirector.healthcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.HttpGet;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.HttpRequests.HttpProtocol;
import org.lvsdirector.parser.model.HttpRequests.Url;
import org.lvsdirector.parser.model.PingCheck;
import org.lvsdirector.parser.model.SmtpCheck;
import org.lvsdirector.parser.model.SslGet;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.source.SourceRange;

/** The wording that log watchers and mail filters look for (keepalived reference, LVS 26). */
class CheckWordsTest {
  private static final ConnectionOptions TARGET =
      ConnectionOptions.to(InetAddress.getLoopbackAddress(), 80);
  private static final HttpRequests HTTP =
      new HttpRequests(List.of(Url.of("/")), HttpProtocol.HTTP_1_0, false);
  private static final Checker TCP = new TcpCheck(CheckTiming.DEFAULT, TARGET, SourceRange.NONE);
  private static final Checker PING = new PingCheck(CheckTiming.DEFAULT, TARGET, SourceRange.NONE);
  private static final Checker WEB =
      new HttpGet(CheckTiming.DEFAULT, TARGET, HTTP, SourceRange.NONE);
  private static final Checker TLS =
      new SslGet(CheckTiming.DEFAULT, TARGET, HTTP, SourceRange.NONE);
  private static final Checker SMTP =
      new SmtpCheck(CheckTiming.DEFAULT, TARGET, "director", SourceRange.NONE);
  private static final CheckResult REFUSED = new Failed("connection refused", Duration.ZERO);
  private static final CheckResult GOOD = new Passed("connected", Duration.ZERO);

  private static String log(Checker checker, CheckResult result, long retries) {
    return CheckWords.log(checker, result, "[10.0.0.1]:tcp:80", "[10.9.9.9]:tcp:80", retries);
  }

  @Test
  void failureNamesCheckerServerAndReason() {
    assertThat(log(TCP, REFUSED, 0))
        .isEqualTo("TCP_CHECK on service [10.0.0.1]:tcp:80 failed: connection refused");
    assertThat(log(WEB, REFUSED, 0))
        .isEqualTo("HTTP_CHECK on service [10.0.0.1]:tcp:80 failed: connection refused");
    assertThat(log(TLS, REFUSED, 0))
        .isEqualTo("SSL_CHECK on service [10.0.0.1]:tcp:80 failed: connection refused");
    assertThat(log(PING, REFUSED, 0))
        .isEqualTo("ICMP CHECK on service [10.0.0.1]:tcp:80 failed: connection refused");
    assertThat(log(SMTP, REFUSED, 0))
        .isEqualTo("SMTP_CHECK on service [10.0.0.1]:tcp:80 failed: connection refused");
  }

  @Test
  void failureAfterRetriesSaysHowMany() {
    assertThat(log(TCP, REFUSED, 3))
        .isEqualTo(
            "TCP_CHECK on service [10.0.0.1]:tcp:80 failed after 3 retries: connection refused");
  }

  @Test
  void successBeginsAsKeepalivedsDoes() {
    assertThat(log(TCP, GOOD, 0))
        .isEqualTo("TCP connection to [10.0.0.1]:tcp:80 success. (connected)");
    assertThat(log(WEB, GOOD, 0))
        .isEqualTo("Remote Web server [10.0.0.1]:tcp:80 succeed on service. (connected)");
  }

  @Test
  void checkThatCouldNotRunSaysThatNothingChanges() {
    assertThat(log(TCP, new CouldNotRun("no interface eth9", Duration.ZERO), 0))
        .isEqualTo(
            "TCP_CHECK on service [10.0.0.1]:tcp:80 of VS [10.9.9.9]:tcp:80 could not be run, its"
                + " state stays as it is: no interface eth9");
  }

  @Test
  void mailsSayWhatKeepalivedsSay() {
    assertThat(CheckWords.mail(TCP, REFUSED)).isEqualTo("TCP CHECK failed on service");
    assertThat(CheckWords.mail(PING, GOOD)).isEqualTo("ICMP CHECK succeed on service");
    assertThat(CheckWords.mail(WEB, REFUSED))
        .isEqualTo("CHECK failed on service : HTTP request failed");
    assertThat(CheckWords.mail(TLS, GOOD)).isEqualTo("CHECK succeed on service");
    assertThat(CheckWords.mail(SMTP, REFUSED))
        .isEqualTo("CHECK failed on service : connection refused");
  }
}
