package org.lvsdirector.ipvs.print;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lvsdirector.ipvs.diff.NetmaskText;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsStats;
import org.lvsdirector.ipvs.model.LiveDestination;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.ipvs.model.ServiceFlags;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;

/** Prints a table as {@code ipvsadm} 1.31 does with numeric output. */
public final class IpvsListing {
  private static final Comparator<LiveDestination> BY_KEY =
      Comparator.comparing(live -> live.destination().key());
  private static final int NAME_WIDTH = 33;
  private static final int SERVER_WIDTH = 28;

  private IpvsListing() {}

  /** As {@code ipvsadm -Ln}. */
  public static String table(LiveTable table) {
    StringBuilder out = version(table);
    out.append("Prot LocalAddress:Port Scheduler Flags\n");
    out.append("  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n");
    for (LiveService live : sorted(table)) {
      IpvsService service = live.service();
      out.append(name(service.key())).append(' ').append(service.scheduler());
      out.append(settings(service)).append('\n');
      for (LiveDestination server : servers(live)) {
        connections(server, out);
      }
    }
    return out.toString();
  }

  /** As {@code ipvsadm -Ln --stats}. */
  public static String stats(LiveTable table) {
    StringBuilder out = version(table);
    heading(out, "Conns", "InPkts", "OutPkts", "InBytes", "OutBytes");
    for (LiveService live : sorted(table)) {
      Columns.left(out, name(live.service().key()), NAME_WIDTH);
      counters(out, live.stats());
      for (LiveDestination server : servers(live)) {
        Columns.left(out.append("  -> "), server.destination().key().toString(), SERVER_WIDTH);
        counters(out, server.stats());
      }
    }
    return out.toString();
  }

  /** As {@code ipvsadm -Ln --rate}. */
  public static String rate(LiveTable table) {
    StringBuilder out = version(table);
    heading(out, "CPS", "InPPS", "OutPPS", "InBPS", "OutBPS");
    for (LiveService live : sorted(table)) {
      Columns.left(out, name(live.service().key()), NAME_WIDTH);
      IpvsStats stats = live.stats();
      Columns.large(out, stats.connectionRate());
      Columns.large(out, stats.inPacketRate());
      Columns.large(out, stats.outPacketRate());
      byteRates(out, stats);
      for (LiveDestination server : servers(live)) {
        Columns.left(out.append("  -> "), server.destination().key().toString(), SERVER_WIDTH);
        IpvsStats own = server.stats();
        Columns.right(out.append(' '), own.connectionRate(), 8);
        Columns.right(out.append(' '), own.inPacketRate(), 8);
        Columns.right(out.append(' '), own.outPacketRate(), 8);
        byteRates(out, own);
      }
    }
    return out.toString();
  }

  /**
   * As {@code ipvsadm -Sn}: lines {@code ipvsadm -R} takes. Thresholds are not part of that format.
   */
  public static String rules(LiveTable table) {
    StringBuilder out = new StringBuilder();
    for (LiveService live : sorted(table)) {
      RuleLines.service(out, live.service());
      for (LiveDestination server : servers(live)) {
        RuleLines.destination(out, live.service().key(), server.destination());
      }
    }
    return out.toString();
  }

  private static void connections(LiveDestination server, StringBuilder out) {
    Columns.left(out.append("  -> "), server.destination().key().toString(), SERVER_WIDTH);
    String method =
        switch (server.destination().method()) {
          case MASQUERADE -> "Masq";
          case LOCAL -> "Local";
          case TUNNEL -> "Tunnel";
          case DIRECT_ROUTE -> "Route";
          case BYPASS -> "(null)";
        };
    Columns.left(out.append(' '), method, 7);
    Columns.left(out.append(' '), Integer.toString(server.destination().weight()), 6);
    Columns.left(out.append(' '), Long.toString(server.activeConnections()), 10);
    Columns.left(out.append(' '), Long.toString(server.inactiveConnections()), 10);
    out.append('\n');
  }

  private static String settings(IpvsService service) {
    StringBuilder text = new StringBuilder();
    String flags = RuleLines.schedulerFlags(service);
    if (!flags.isEmpty()) {
      text.append(" (").append(flags).append(')');
    }
    if (service.flags().has(ServiceFlags.PERSISTENT)) {
      text.append(" persistent ").append(service.timeout());
      if (service.netmask() != IpvsService.fullMask(service.key().family())) {
        text.append(" mask ").append(NetmaskText.of(service));
      }
      service.engine().ifPresent(engine -> text.append(" pe ").append(engine));
    }
    if (service.flags().has(ServiceFlags.ONE_PACKET)) {
      text.append(" ops");
    }
    return text.toString();
  }

  private static StringBuilder version(LiveTable table) {
    return new StringBuilder("IP Virtual Server version ")
        .append(table.info().versionText())
        .append(" (size=")
        .append(table.info().connectionTableSize())
        .append(")\n");
  }

  private static void heading(StringBuilder out, String... columns) {
    Columns.left(out, "Prot LocalAddress:Port", NAME_WIDTH);
    for (String column : columns) {
      Columns.right(out.append(' '), column, 8);
    }
    out.append("\n  -> RemoteAddress:Port\n");
  }

  private static void counters(StringBuilder out, IpvsStats stats) {
    Columns.large(out, stats.connections());
    Columns.large(out, stats.inPackets());
    Columns.large(out, stats.outPackets());
    Columns.large(out, stats.inBytes());
    Columns.large(out, stats.outBytes());
    out.append('\n');
  }

  private static void byteRates(StringBuilder out, IpvsStats stats) {
    Columns.large(out, stats.inByteRate());
    Columns.large(out, stats.outByteRate());
    out.append('\n');
  }

  private static String name(ServiceKey key) {
    return switch (key) {
      case FwmarkService(var mark, var family) ->
          "FWM  " + (int) mark + (family == Family.INET6 ? " IPv6" : "");
      case TransportService(var protocol, var address, var port) -> {
        StringBuilder text = new StringBuilder();
        Columns.left(text, protocol.name(), 4);
        yield text.append(' ').append(address.bracketed()).append(':').append(port).toString();
      }
    };
  }

  private static List<LiveService> sorted(LiveTable table) {
    List<LiveService> services = new ArrayList<>(table.services());
    services.sort(Comparator.comparing(live -> live.service().key(), ServiceKey.LISTING_ORDER));
    return services;
  }

  private static List<LiveDestination> servers(LiveService service) {
    List<LiveDestination> servers = new ArrayList<>(service.destinations());
    servers.sort(BY_KEY);
    return servers;
  }
}
