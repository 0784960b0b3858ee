package org.lvsdirector.healthcheck.check;

import java.time.Duration;
import org.lvsdirector.healthcheck.check.CheckPolicy.Family;
import org.lvsdirector.healthcheck.check.CheckPolicy.Timing;
import org.lvsdirector.parser.model.AgentCheck;
import org.lvsdirector.parser.model.BfdCheck;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.DnsCheck;
import org.lvsdirector.parser.model.FileCheck;
import org.lvsdirector.parser.model.HttpGet;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.MiscCheck;
import org.lvsdirector.parser.model.PathCheck;
import org.lvsdirector.parser.model.PingCheck;
import org.lvsdirector.parser.model.SmtpCheck;
import org.lvsdirector.parser.model.SslGet;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.model.UdpCheck;

/** Which rules a configured checker follows. */
public final class CheckPolicies {
  private static final Timing UNTIMED = new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  private CheckPolicies() {}

  /** The policy of a checker as configured. */
  public static CheckPolicy of(Checker checker) {
    return switch (checker) {
      case TcpCheck c -> timed(Family.COMMON, c.timing());
      case UdpCheck c -> timed(Family.COMMON, c.timing());
      case PingCheck c -> timed(Family.COMMON, c.timing());
      case DnsCheck c -> timed(Family.COMMON, c.timing());
      case AgentCheck c -> timed(Family.COMMON, c.timing());
      case PathCheck c -> timed(Family.COMMON, c.timing());
      case SmtpCheck c -> timed(Family.SMTP, c.timing());
      case HttpGet c -> walking(c.timing(), c.http());
      case SslGet c -> walking(c.timing(), c.http());
      case MiscCheck c -> timed(Family.SCRIPT, c.timing());
      case FileCheck _ -> CheckPolicy.of(Family.EVENT, UNTIMED, 0);
      case BfdCheck c -> {
        CheckPolicy policy = CheckPolicy.of(Family.EVENT, UNTIMED, 0);
        yield c.alpha() ? policy.withAlpha() : policy;
      }
    };
  }

  private static CheckPolicy walking(CheckTiming timing, HttpRequests http) {
    return timed(Family.URLS, timing).withUrls(http.urls().size(), http.fastRecovery());
  }

  private static CheckPolicy timed(Family family, CheckTiming timing) {
    return new CheckPolicy(
        family,
        new Timing(timing.delayLoop(), timing.delayBeforeRetry(), timing.warmup()),
        (int) Math.min(timing.retry(), Integer.MAX_VALUE),
        timing.rise(),
        timing.alpha(),
        timing.logAllFailures(),
        1,
        false);
  }
}
