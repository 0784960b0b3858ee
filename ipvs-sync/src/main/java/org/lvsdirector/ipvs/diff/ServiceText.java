package org.lvsdirector.ipvs.diff;

import java.util.Locale;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.ServiceFlags;
import org.lvsdirector.ipvs.model.Tunnel;

/** Settings of a service or destination as words of the configuration file, for logs and plans. */
public final class ServiceText {
  private ServiceText() {}

  /** Scheduler and everything that is not default. */
  public static String of(IpvsService service) {
    StringBuilder text = new StringBuilder("scheduler ").append(service.scheduler());
    ServiceFlags flags = service.flags();
    if (flags.has(ServiceFlags.PERSISTENT)) {
      text.append(" persistence ").append(service.timeout()).append('s');
    }
    if (service.netmask() != IpvsService.fullMask(service.key().family())) {
      text.append(" granularity ").append(NetmaskText.of(service));
    }
    service.engine().ifPresent(engine -> text.append(" engine ").append(engine));
    if (flags.has(ServiceFlags.ONE_PACKET)) {
      text.append(" ops");
    }
    if (flags.has(ServiceFlags.SCHED1)) {
      text.append(" flag-1");
    }
    if (flags.has(ServiceFlags.SCHED2)) {
      text.append(" flag-2");
    }
    if (flags.has(ServiceFlags.SCHED3)) {
      text.append(" flag-3");
    }
    return text.toString();
  }

  /** Weight, method and everything that is not default. */
  public static String of(IpvsDestination destination) {
    StringBuilder text = new StringBuilder("weight ").append(destination.weight());
    text.append(' ').append(word(destination.method()));
    if (!destination.tunnel().equals(Tunnel.IPIP)) {
      Tunnel tunnel = destination.tunnel();
      text.append(" type ").append(tunnel.type().name().toLowerCase(Locale.ROOT));
      text.append(tunnel.port() == 0 ? "" : " port " + tunnel.port());
      text.append(
          switch (tunnel.checksum()) {
            case NONE -> "";
            case CHECKSUM -> " csum";
            case REMOTE -> " remcsum";
          });
    }
    if (destination.upperThreshold() != 0) {
      text.append(" uthreshold ").append(destination.upperThreshold());
    }
    if (destination.lowerThreshold() != 0) {
      text.append(" lthreshold ").append(destination.lowerThreshold());
    }
    return text.toString();
  }

  private static String word(ForwardingMethod method) {
    return switch (method) {
      case MASQUERADE -> "NAT";
      case TUNNEL -> "TUN";
      case DIRECT_ROUTE -> "DR";
      case LOCAL -> "local";
      case BYPASS -> "bypass";
    };
  }
}
