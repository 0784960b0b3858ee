package org.lvsdirector.parser.model;

import java.util.ArrayList;
import java.util.List;

/** What the model says of places, after lines were put in or taken out above them. */
public final class MovedLines {
  private MovedLines() {}

  /** The same virtual server so many lines further down; up if negative. */
  public static VirtualServer of(VirtualServer server, int lines) {
    List<RealServer> servers = new ArrayList<>(server.realServers().size());
    for (RealServer real : server.realServers()) {
      servers.add(of(real, lines));
    }
    return server.toBuilder().realServers(servers).range(server.range().movedBy(lines)).build();
  }

  private static RealServer of(RealServer server, int lines) {
    List<Checker> checkers = new ArrayList<>(server.checkers().size());
    for (Checker checker : server.checkers()) {
      checkers.add(of(checker, lines));
    }
    return server.toBuilder().checkers(checkers).range(server.range().movedBy(lines)).build();
  }

  private static Checker of(Checker checker, int lines) {
    var range = checker.range().movedBy(lines);
    return switch (checker) {
      case TcpCheck c -> new TcpCheck(c.timing(), c.connection(), range);
      case HttpGet c -> new HttpGet(c.timing(), c.connection(), c.http(), range);
      case SslGet c -> new SslGet(c.timing(), c.connection(), c.http(), range);
      case SmtpCheck c -> new SmtpCheck(c.timing(), c.connection(), c.heloName(), range);
      case DnsCheck c -> new DnsCheck(c.timing(), c.connection(), c.type(), c.name(), range);
      case UdpCheck c ->
          new UdpCheck(
              c.timing(),
              c.connection(),
              c.payload(),
              c.requireReply(),
              c.reply(),
              c.minReplyLength(),
              c.maxReplyLength(),
              range);
      case PingCheck c -> new PingCheck(c.timing(), c.connection(), range);
      case AgentCheck c -> new AgentCheck(c.timing(), c.connection(), range);
      case PathCheck c -> new PathCheck(c.timing(), c.connection(), c.server(), range);
      case MiscCheck c -> new MiscCheck(c.timing(), c.command(), c.timeout(), c.dynamic(), range);
      case FileCheck c -> new FileCheck(c.trackFile(), c.weight(), c.reverse(), range);
      case BfdCheck c -> new BfdCheck(c.instance(), c.alpha(), range);
    };
  }
}
