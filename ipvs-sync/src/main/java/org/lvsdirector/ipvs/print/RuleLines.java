package org.lvsdirector.ipvs.print;

import java.util.Locale;
import org.lvsdirector.ipvs.diff.NetmaskText;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceFlags;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.ipvs.model.Tunnel;
import org.lvsdirector.ipvs.model.TunnelType;

/** The lines of {@code ipvsadm -Sn}. */
final class RuleLines {
  private RuleLines() {}

  static void service(StringBuilder out, IpvsService service) {
    out.append("-A ").append(selector(service.key())).append(" -s ").append(service.scheduler());
    if (service.flags().has(ServiceFlags.PERSISTENT)) {
      out.append(" -p ").append(service.timeout());
      if (service.netmask() != IpvsService.fullMask(service.key().family())) {
        out.append(" -M ").append(NetmaskText.of(service));
      }
      service.engine().ifPresent(engine -> out.append(" --pe ").append(engine));
    }
    if (service.flags().has(ServiceFlags.ONE_PACKET)) {
      out.append(" -o");
    }
    String flags = schedulerFlags(service);
    if (!flags.isEmpty()) {
      out.append(" -b ").append(flags);
    }
    out.append('\n');
  }

  static void destination(StringBuilder out, ServiceKey key, IpvsDestination destination) {
    out.append("-a ").append(selector(key)).append(" -r ").append(destination.key());
    out.append(
        switch (destination.method()) {
          case MASQUERADE -> " -m";
          case TUNNEL -> " -i";
          case LOCAL, DIRECT_ROUTE -> " -g";
          case BYPASS -> " (null)";
        });
    out.append(" -w ").append(destination.weight());
    if (destination.method() == ForwardingMethod.TUNNEL) {
      tunnel(out, destination.tunnel());
    }
    out.append('\n');
  }

  /**
   * The scheduler flags by their names, separated by commas. The third has none with sh and mh, and
   * is not shown.
   */
  static String schedulerFlags(IpvsService service) {
    boolean named =
        service.scheduler().equals(Scheduler.SH) || service.scheduler().equals(Scheduler.MH);
    StringBuilder text = new StringBuilder();
    flag(text, service, ServiceFlags.SCHED1, named ? service.scheduler() + "-fallback" : "flag-1");
    flag(text, service, ServiceFlags.SCHED2, named ? service.scheduler() + "-port" : "flag-2");
    if (!named) {
      flag(text, service, ServiceFlags.SCHED3, "flag-3");
    }
    return text.toString();
  }

  private static void flag(StringBuilder text, IpvsService service, int bit, String name) {
    if (service.flags().has(bit)) {
      text.append(text.isEmpty() ? "" : ",").append(name);
    }
  }

  private static void tunnel(StringBuilder out, Tunnel tunnel) {
    out.append(" --tun-type ").append(tunnel.type().name().toLowerCase(Locale.ROOT));
    if (tunnel.type() == TunnelType.GUE) {
      out.append(" --tun-port ").append(tunnel.port());
    }
    if (tunnel.type() != TunnelType.IPIP) {
      out.append(
          switch (tunnel.checksum()) {
            case NONE -> " --tun-nocsum";
            case CHECKSUM -> " --tun-csum";
            case REMOTE -> " --tun-remcsum";
          });
    }
  }

  private static String selector(ServiceKey key) {
    return switch (key) {
      case FwmarkService(var mark, var family) ->
          "-f " + (int) mark + (family == Family.INET6 ? " -6" : "");
      case TransportService(var protocol, var address, var port) ->
          switch (protocol) {
                case TCP -> "-t ";
                case UDP -> "-u ";
                case SCTP -> "--sctp-service ";
              }
              + address.bracketed()
              + ":"
              + port;
    };
  }
}
