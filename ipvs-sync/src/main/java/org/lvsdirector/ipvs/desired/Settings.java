package org.lvsdirector.ipvs.desired;

import java.util.Optional;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceFlags;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.ipvs.model.Tunnel;
import org.lvsdirector.ipvs.model.TunnelChecksum;
import org.lvsdirector.ipvs.model.TunnelType;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.LvsGlobals;
import org.lvsdirector.parser.model.Persistence;
import org.lvsdirector.parser.model.VirtualServer;

/** The file's words as the kernel's. */
public final class Settings {
  private Settings() {}

  /** {@code lvs_timeouts}: unset members are 0; empty when the keyword is not there. */
  public static Optional<IpvsTimeouts> timeouts(LvsGlobals globals) {
    if (globals.tcpTimeout().isEmpty()
        && globals.tcpFinTimeout().isEmpty()
        && globals.udpTimeout().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new IpvsTimeouts(
            seconds(globals.tcpTimeout()),
            seconds(globals.tcpFinTimeout()),
            seconds(globals.udpTimeout())));
  }

  /** {@code lvs_sync_daemon} in the given role. */
  public static SyncDaemon syncDaemon(
      org.lvsdirector.parser.model.SyncDaemon daemon, SyncDaemon.Role role) {
    return new SyncDaemon(
        role,
        daemon.interfaceName(),
        daemon.id(),
        daemon.maxLength(),
        daemon.group().map(group -> IpAddress.of(group)),
        daemon.port(),
        daemon.ttl());
  }

  static IpvsService service(VirtualServer server, ServiceKey key) {
    Scheduler scheduler = Scheduler.of(server.scheduler().keyword());
    IpvsService plain =
        IpvsService.of(key, scheduler).withFlags(new ServiceFlags(server.flags().bits()));
    if (server.persistence().isEmpty()) {
      return plain;
    }
    Persistence persistence = server.persistence().get();
    IpvsService persistent =
        plain.persistent(
            (int) persistence.timeout().toSeconds(), netmask(persistence, key.family()));
    return persistence.engine().map(engine -> persistent.withEngine(engine)).orElse(persistent);
  }

  static Family family(AddressFamily family) {
    return switch (family) {
      case INET -> Family.INET;
      case INET6 -> Family.INET6;
    };
  }

  static Optional<Protocol> protocol(org.lvsdirector.parser.model.Protocol protocol) {
    return switch (protocol) {
      case NONE -> Optional.empty();
      case TCP -> Optional.of(Protocol.TCP);
      case UDP -> Optional.of(Protocol.UDP);
      case SCTP -> Optional.of(Protocol.SCTP);
    };
  }

  static ForwardingMethod method(Forwarding forwarding) {
    return switch (forwarding) {
      case Forwarding.Nat _ -> ForwardingMethod.MASQUERADE;
      case Forwarding.DirectRouting _ -> ForwardingMethod.DIRECT_ROUTE;
      case Forwarding.Tunnel _ -> ForwardingMethod.TUNNEL;
    };
  }

  static Tunnel tunnel(Forwarding forwarding) {
    return switch (forwarding) {
      case Forwarding.Nat _, Forwarding.DirectRouting _ -> Tunnel.IPIP;
      case Forwarding.Tunnel(var type, var port, var checksum) ->
          new Tunnel(type(type), port, checksum(checksum));
    };
  }

  private static TunnelType type(Forwarding.TunnelType type) {
    return switch (type) {
      case IPIP -> TunnelType.IPIP;
      case GUE -> TunnelType.GUE;
      case GRE -> TunnelType.GRE;
    };
  }

  private static TunnelChecksum checksum(Forwarding.TunnelChecksum checksum) {
    return switch (checksum) {
      case NONE -> TunnelChecksum.NONE;
      case CSUM -> TunnelChecksum.CHECKSUM;
      case REMOTE -> TunnelChecksum.REMOTE;
    };
  }

  private static int netmask(Persistence persistence, Family family) {
    return switch (family) {
      case INET -> persistence.netmask().orElse(IpvsService.fullMask(family));
      case INET6 -> persistence.prefixLength().orElse(IpvsService.fullMask(family));
    };
  }

  private static int seconds(Optional<java.time.Duration> timeout) {
    return timeout.map(value -> (int) value.toSeconds()).orElse(0);
  }
}
