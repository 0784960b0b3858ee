package org.lvsdirector.parser.decode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.AgentCheck;
import org.lvsdirector.parser.model.BfdCheck;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.DnsCheck;
import org.lvsdirector.parser.model.FileCheck;
import org.lvsdirector.parser.model.HttpGet;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.MiscCheck;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.PathCheck;
import org.lvsdirector.parser.model.PingCheck;
import org.lvsdirector.parser.model.SmtpCheck;
import org.lvsdirector.parser.model.SslGet;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.model.TrackFile;
import org.lvsdirector.parser.model.UdpCheck;

/**
 * Turns checker drafts into records: inheritance checker → real server → virtual server → built-in
 * (LVS 8).
 */
final class CheckerBuilder {
  private static final Duration DELAY_LOOP = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HTTP_RETRY = Duration.ofSeconds(3);
  private static final String HELO = "smtpchecker.keepalived.org";
  private static final Octets UDP_PAYLOAD =
      Octets.of(
          "keepalived check - keepalived check - "
              .substring(0, 32)
              .getBytes(StandardCharsets.US_ASCII));

  private final boolean logAllFailures;

  CheckerBuilder(boolean logAllFailures) {
    this.logAllFailures = logAllFailures;
  }

  List<Checker> build(VirtualServerDraft vs, RealServerDraft rs) {
    var checkers = new ArrayList<Checker>(rs.checkers.size());
    for (CheckerDraft c : rs.checkers) {
      if (c.details instanceof CheckerDraft.Smtp smtp) {
        smtp(vs, rs, c, smtp, checkers);
      } else {
        checkers.add(one(vs, rs, c));
      }
    }
    if (rs.pathCheck != null && rs.pathCheck && vs.address != null) {
      var draft = new CheckerDraft("path_check", rs.range);
      draft.connectIp = vs.address;
      draft.connectPort = vs.port == 0 ? null : vs.port;
      checkers.add(
          new PathCheck(timing(vs, rs, draft), connection(vs, rs, draft), rs.address, rs.range));
    }
    return checkers;
  }

  private Checker one(VirtualServerDraft vs, RealServerDraft rs, CheckerDraft c) {
    return switch (c.details) {
      case CheckerDraft.Misc misc ->
          new MiscCheck(
              timing(vs, rs, c),
              misc.command.orElseThrow(),
              misc.timeout == null
                  ? first(vs.checks.delayLoop, null, null, DELAY_LOOP)
                  : misc.timeout,
              misc.dynamic,
              c.range);
      case CheckerDraft.File file -> file(file, c);
      case CheckerDraft.Bfd bfd ->
          new BfdCheck(bfd.name == null ? "" : bfd.name, alpha(vs, rs, c), c.range);
      default -> network(vs, rs, c, timing(vs, rs, c), connection(vs, rs, c));
    };
  }

  private static Checker file(CheckerDraft.File file, CheckerDraft c) {
    TrackFile tracked = Optional.ofNullable(file.file).orElseThrow();
    return new FileCheck(
        tracked,
        file.weight == null ? tracked.weight() : file.weight,
        file.reverse == null ? tracked.reverse() : file.reverse,
        c.range);
  }

  private Checker network(
      VirtualServerDraft vs,
      RealServerDraft rs,
      CheckerDraft c,
      CheckTiming timing,
      ConnectionOptions connection) {
    return switch (c.details) {
      case CheckerDraft.Http http -> {
        HttpRequests requests = HttpBuilder.requests(vs, rs, http);
        yield c.kind.equals("SSL_GET")
            ? new SslGet(timing, connection, requests, c.range)
            : new HttpGet(timing, connection, requests, c.range);
      }
      case CheckerDraft.Dns dns ->
          new DnsCheck(timing, connection, dns.type, dns.name == null ? "." : dns.name, c.range);
      case CheckerDraft.Udp udp ->
          new UdpCheck(
              timing,
              connection,
              udp.payload == null ? UDP_PAYLOAD : udp.payload,
              udp.requireReply,
              udp.reply,
              udp.minReply,
              udp.maxReply,
              c.range);
      default ->
          switch (c.kind) {
            case "PING_CHECK" -> new PingCheck(timing, connection, c.range);
            case "AGENT_CHECK" -> new AgentCheck(timing, connection, c.range);
            default -> new TcpCheck(timing, connection, c.range);
          };
    };
  }

  /**
   * Each host is a checker; the block itself is one unless it leaves the target to its hosts (LVS
   * 19).
   */
  private void smtp(
      VirtualServerDraft vs,
      RealServerDraft rs,
      CheckerDraft c,
      CheckerDraft.Smtp smtp,
      List<Checker> into) {
    String helo = smtp.heloName == null ? HELO : smtp.heloName;
    boolean ownTarget =
        c.connectIp != null
            || c.connectPort != null
            || c.bindTo != null
            || c.bindInterface != null
            || c.fwmark != 0;
    if (smtp.hosts.isEmpty() || ownTarget) {
      into.add(new SmtpCheck(timing(vs, rs, c), connection(vs, rs, c), helo, c.range));
    }
    for (CheckerDraft host : smtp.hosts) {
      fill(host.timing, c.timing);
      host.logAllFailures |= c.logAllFailures;
      into.add(new SmtpCheck(timing(vs, rs, host), connection(vs, rs, host), helo, host.range));
    }
  }

  private static void fill(CheckDefaults to, CheckDefaults from) {
    to.delayLoop = to.delayLoop == null ? from.delayLoop : to.delayLoop;
    to.delayBeforeRetry = to.delayBeforeRetry == null ? from.delayBeforeRetry : to.delayBeforeRetry;
    to.warmup = to.warmup == null ? from.warmup : to.warmup;
    to.connectTimeout = to.connectTimeout == null ? from.connectTimeout : to.connectTimeout;
    to.retry = to.retry == null ? from.retry : to.retry;
    to.alpha = to.alpha == null ? from.alpha : to.alpha;
    to.rise = to.rise == null ? from.rise : to.rise;
  }

  private CheckTiming timing(VirtualServerDraft vs, RealServerDraft rs, CheckerDraft c) {
    CheckDefaults own = c.timing;
    CheckDefaults server = rs.checks;
    CheckDefaults service = vs.checks;
    Duration loop = first(own.delayLoop, server.delayLoop, service.delayLoop, DELAY_LOOP);
    Duration pause =
        switch (c.kind) {
          case "HTTP_GET", "SSL_GET" -> HTTP_RETRY;
          case "DNS_CHECK" -> loop;
          default -> SECOND;
        };
    long retries =
        switch (c.kind) {
          case "MISC_CHECK" -> 0;
          case "DNS_CHECK" -> 3;
          default -> 1;
        };
    return new CheckTiming(
        loop,
        first(own.retry, server.retry, service.retry, retries),
        first(own.delayBeforeRetry, server.delayBeforeRetry, service.delayBeforeRetry, pause),
        first(own.warmup, server.warmup, service.warmup, loop),
        alpha(vs, rs, c),
        c.logAllFailures || logAllFailures,
        first(own.rise, server.rise, service.rise, 1));
  }

  private static boolean alpha(VirtualServerDraft vs, RealServerDraft rs, CheckerDraft c) {
    return first(c.timing.alpha, rs.checks.alpha, null, vs.alpha);
  }

  private static ConnectionOptions connection(
      VirtualServerDraft vs, RealServerDraft rs, CheckerDraft c) {
    return new ConnectionOptions(
        c.connectIp == null ? rs.address : c.connectIp,
        c.connectPort == null ? rs.port : c.connectPort,
        Optional.ofNullable(c.bindTo),
        c.bindPort,
        Optional.ofNullable(c.bindInterface),
        c.fwmark,
        first(
            c.timing.connectTimeout,
            rs.checks.connectTimeout,
            vs.checks.connectTimeout,
            ConnectionOptions.DEFAULT_TIMEOUT));
  }

  private static <T> T first(@Nullable T a, @Nullable T b, @Nullable T c, T otherwise) {
    if (a != null) {
      return a;
    }
    if (b != null) {
      return b;
    }
    return c == null ? otherwise : c;
  }

  /** Builds what HTTP_GET and SSL_GET ask for. */
  private static final class HttpBuilder {
    private HttpBuilder() {}

    static HttpRequests requests(
        VirtualServerDraft vs, RealServerDraft rs, CheckerDraft.Http http) {
      var urls = http.urls.stream().map(u -> url(vs, rs, http, u)).toList();
      return new HttpRequests(urls, http.protocol, http.fastRecovery);
    }

    private static HttpRequests.Url url(
        VirtualServerDraft vs,
        RealServerDraft rs,
        CheckerDraft.Http http,
        CheckerDraft.UrlDraft url) {
      Optional<String> host =
          Optional.ofNullable(url.virtualhost)
              .or(() -> Optional.ofNullable(http.virtualhost))
              .or(() -> Optional.ofNullable(rs.virtualhost))
              .or(() -> Optional.ofNullable(vs.virtualhost));
      Optional<String> serverName =
          http.enableSni ? Optional.ofNullable(http.sniName).or(() -> host) : Optional.empty();
      return new HttpRequests.Url(
          url.path == null ? "/" : url.path,
          url.codes.isEmpty() ? List.of(HttpRequests.StatusRange.SUCCESS) : url.codes,
          url.digest,
          regex(url.regex),
          host,
          serverName,
          url.tlsCompliant.orElse(http.tlsCompliant));
    }

    private static Optional<HttpRequests.Regex> regex(CheckerDraft.RegexDraft regex) {
      return Optional.ofNullable(regex.pattern)
          .map(
              p ->
                  new HttpRequests.Regex(
                      p, regex.inverted, Set.copyOf(regex.options), regex.min, regex.max));
    }
  }
}
