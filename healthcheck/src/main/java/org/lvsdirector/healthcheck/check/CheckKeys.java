package org.lvsdirector.healthcheck.check;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.AgentCheck;
import org.lvsdirector.parser.model.BfdCheck;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.DnsCheck;
import org.lvsdirector.parser.model.FileCheck;
import org.lvsdirector.parser.model.HttpGet;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.MiscCheck;
import org.lvsdirector.parser.model.NetworkChecker;
import org.lvsdirector.parser.model.PathCheck;
import org.lvsdirector.parser.model.PingCheck;
import org.lvsdirector.parser.model.SmtpCheck;
import org.lvsdirector.parser.model.SslGet;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.model.UdpCheck;
import org.lvsdirector.parser.source.SourceRange;

/** When two configured checkers are the same: across a reload, and for sharing one probe. */
public final class CheckKeys {
  private CheckKeys() {}

  /**
   * The identity of a checker across a reload (reference, LVS 27.4): what is asked of whom, but not
   * how often.
   */
  public static CheckKey of(Checker checker) {
    List<Object> identity =
        switch (checker) {
          case TcpCheck c -> List.of(c.connection());
          case UdpCheck c -> List.of(c.connection());
          case PingCheck c -> List.of(c.connection());
          case AgentCheck c -> List.of(c.connection());
          case PathCheck c -> List.of(c.connection(), c.server());
          case SmtpCheck c -> List.of(c.connection(), c.heloName());
          case DnsCheck c -> List.of(c.connection(), c.type(), c.name());
          case HttpGet c -> List.of(c.connection(), urls(c.http()));
          case SslGet c -> List.of(c.connection(), urls(c.http()));
          case MiscCheck c -> List.of(c.command().argv(), c.dynamic());
          case FileCheck c -> List.of(c.trackFile().path(), c.weight(), c.reverse());
          case BfdCheck c -> List.of(c.instance());
        };
    return new CheckKey(checker.keyword(), identity);
  }

  private static List<Object> urls(HttpRequests http) {
    return List.copyOf(http.urls());
  }

  /**
   * What two checkers must have in common to share one probe: every setting, the timetable
   * included, only the place in the file not. Empty for kinds that never share: a script may tell
   * its callers apart, and told checkers cost nothing.
   */
  public static Optional<Checker> shared(Checker checker) {
    if (!(checker instanceof NetworkChecker)) {
      return Optional.empty();
    }
    SourceRange none = SourceRange.NONE;
    return switch (checker) {
      case TcpCheck c -> Optional.of(new TcpCheck(c.timing(), c.connection(), none));
      case UdpCheck c ->
          Optional.of(
              new UdpCheck(
                  c.timing(),
                  c.connection(),
                  c.payload(),
                  c.requireReply(),
                  c.reply(),
                  c.minReplyLength(),
                  c.maxReplyLength(),
                  none));
      case PingCheck c -> Optional.of(new PingCheck(c.timing(), c.connection(), none));
      case AgentCheck c -> Optional.of(new AgentCheck(c.timing(), c.connection(), none));
      case PathCheck c -> Optional.of(new PathCheck(c.timing(), c.connection(), c.server(), none));
      case SmtpCheck c ->
          Optional.of(new SmtpCheck(c.timing(), c.connection(), c.heloName(), none));
      case DnsCheck c ->
          Optional.of(new DnsCheck(c.timing(), c.connection(), c.type(), c.name(), none));
      case HttpGet c -> Optional.of(new HttpGet(c.timing(), c.connection(), c.http(), none));
      case SslGet c -> Optional.of(new SslGet(c.timing(), c.connection(), c.http(), none));
      case MiscCheck _, FileCheck _, BfdCheck _ -> Optional.empty();
    };
  }
}
