package org.lvsdirector.healthcheck.check;

import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.parser.model.AgentCheck;
import org.lvsdirector.parser.model.BfdCheck;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.DnsCheck;
import org.lvsdirector.parser.model.FileCheck;
import org.lvsdirector.parser.model.HttpGet;
import org.lvsdirector.parser.model.MiscCheck;
import org.lvsdirector.parser.model.PathCheck;
import org.lvsdirector.parser.model.PingCheck;
import org.lvsdirector.parser.model.SmtpCheck;
import org.lvsdirector.parser.model.SslGet;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.model.UdpCheck;

/**
 * Log lines and mail texts of checkers. Their beginnings are keepalived's, since log watchers and
 * mail filters look for them (reference, LVS 26.3); what was seen follows in our own words.
 */
public final class CheckWords {
  private CheckWords() {}

  /** The text of a mail about this result, without arrows; empty when this kind is never mailed. */
  public static String mail(Checker checker, CheckResult result) {
    boolean passed = result instanceof Passed;
    return switch (checker) {
      case TcpCheck _ -> passed ? "TCP CHECK succeed on service" : "TCP CHECK failed on service";
      case UdpCheck _ -> passed ? "UDP CHECK succeed on service" : "UDP CHECK failed on service";
      case PingCheck _ -> passed ? "ICMP CHECK succeed on service" : "ICMP CHECK failed on service";
      case HttpGet _ -> failedBecause(passed, "HTTP request failed");
      case SslGet _ -> failedBecause(passed, "SSL request failed");
      case SmtpCheck _ -> failedBecause(passed, result.sentence());
      case DnsCheck _ -> passed ? "DNS_CHECK: succeed on service" : "DNS_CHECK: failed on service";
      case MiscCheck _ -> "MISC CHECK " + miscWord(result) + " on service";
      case BfdCheck c ->
          "BFD CHECK " + c.instance() + (passed ? " succeeded" : " failed") + " on service";
      case FileCheck _ -> "";
      case AgentCheck _ -> "AGENT CHECK " + (passed ? "succeed" : "failed") + " on service";
      case PathCheck _ -> "PATH CHECK " + (passed ? "succeed" : "failed") + " on service";
    };
  }

  private static String failedBecause(boolean passed, String reason) {
    return passed ? "CHECK succeed on service" : "CHECK failed on service : " + reason;
  }

  private static String miscWord(CheckResult result) {
    return switch (result) {
      case Passed _ -> "succeeded";
      case Failed failed when failed.timedOut() -> "timed out";
      case Failed _, CouldNotRun _ -> "failed";
    };
  }

  /**
   * The log line of one result.
   *
   * @param server text form of the real server
   * @param pool text form of the virtual server
   * @param retries how often a failure was retried before it was declared, 0 or more
   */
  public static String log(
      Checker checker, CheckResult result, String server, String pool, long retries) {
    return switch (result) {
      case Passed passed -> success(checker, server, pool) + " (" + passed.sentence() + ")";
      case Failed failed ->
          failure(checker, server, pool)
              + (retries > 0 ? " failed after " + retries + " retries: " : " failed: ")
              + failed.sentence();
      case CouldNotRun could ->
          checker.keyword()
              + " on service "
              + server
              + " of VS "
              + pool
              + " could not be run, its state stays as it is: "
              + could.sentence();
    };
  }

  private static String success(Checker checker, String server, String pool) {
    return switch (checker) {
      case TcpCheck _ -> "TCP connection to " + server + " success.";
      case UdpCheck _ -> "UDP connection to " + server + " success.";
      case PingCheck _ -> "ICMP connection to " + server + " success.";
      case HttpGet _, SslGet _ -> "Remote Web server " + server + " succeed on service.";
      case SmtpCheck _ -> "Remote SMTP server " + server + " succeed on service.";
      case MiscCheck c -> misc(c, server, pool) + " succeeded.";
      case DnsCheck _, FileCheck _, BfdCheck _, AgentCheck _, PathCheck _ ->
          checker.keyword() + " on service " + server + " succeed.";
    };
  }

  private static String failure(Checker checker, String server, String pool) {
    return switch (checker) {
      case HttpGet _ -> "HTTP_CHECK on service " + server;
      case SslGet _ -> "SSL_CHECK on service " + server;
      case PingCheck _ -> "ICMP CHECK on service " + server;
      case MiscCheck c -> misc(c, server, pool);
      case TcpCheck _,
          UdpCheck _,
          SmtpCheck _,
          DnsCheck _,
          FileCheck _,
          BfdCheck _,
          AgentCheck _,
          PathCheck _ ->
          checker.keyword() + " on service " + server;
    };
  }

  private static String misc(MiscCheck check, String server, String pool) {
    return "Misc check for [" + server + " VS " + pool + "] by [" + check.command() + "]";
  }
}
