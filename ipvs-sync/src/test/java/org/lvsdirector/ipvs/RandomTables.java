package org.lvsdirector.ipvs;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceFlags;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.ipvs.model.Tunnel;
import org.lvsdirector.ipvs.model.TunnelChecksum;
import org.lvsdirector.ipvs.model.TunnelType;

/** Tables out of a small world, so that two of them share services and destinations. */
public final class RandomTables {
  private static final List<Protocol> PROTOCOLS =
      List.of(Protocol.TCP, Protocol.UDP, Protocol.SCTP);
  private static final List<Scheduler> SCHEDULERS =
      List.of(Scheduler.RR, Scheduler.WLC, Scheduler.SH, Scheduler.MH);

  private final Random random;

  public RandomTables(long seed) {
    this.random = new Random(seed);
  }

  /** A table of up to {@code services} services with 0 to 5 destinations each. */
  public IpvsTable table(int services) {
    List<IpvsPool> pools = new ArrayList<>();
    for (ServiceKey key : keys(services)) {
      if (random.nextInt(3) != 0) {
        pools.add(pool(key));
      }
    }
    return IpvsTable.of(pools);
  }

  /** A pool of the given service. */
  public IpvsPool pool(ServiceKey key) {
    List<IpvsDestination> destinations = new ArrayList<>();
    for (int host = 1; host <= 5; host++) {
      if (random.nextBoolean()) {
        destinations.add(destination(key, host));
      }
    }
    return new IpvsPool(service(key), destinations);
  }

  /** The services this world knows. */
  public static List<ServiceKey> keys(int count) {
    List<ServiceKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Protocol protocol = PROTOCOLS.get(i % PROTOCOLS.size());
      keys.add(
          switch (i % 4) {
            case 0 -> new FwmarkService(i + 1, i % 8 == 0 ? Family.INET : Family.INET6);
            case 1 -> new TransportService(protocol, IpAddress.of("2001:db8::" + i), 443);
            default ->
                new TransportService(protocol, IpAddress.of("10.0.0." + i % 250), 80 + i / 250);
          });
    }
    return keys;
  }

  private IpvsService service(ServiceKey key) {
    IpvsService service = IpvsService.of(key, SCHEDULERS.get(random.nextInt(SCHEDULERS.size())));
    if (random.nextBoolean()) {
      int mask = key.family() == Family.INET ? 0xffffff00 : 64;
      service =
          service.persistent(
              300 + random.nextInt(3),
              random.nextBoolean() ? mask : IpvsService.fullMask(key.family()));
      service = random.nextInt(3) == 0 ? service.withEngine("sip") : service;
    }
    return random.nextInt(3) == 0
        ? service.withFlags(service.flags().with(ServiceFlags.SCHED1 | ServiceFlags.SCHED2))
        : service;
  }

  private IpvsDestination destination(ServiceKey key, int host) {
    IpAddress address =
        IpAddress.of(key.family() == Family.INET ? "192.168.0." + host : "fd00::" + host);
    int weight = random.nextInt(4);
    IpvsDestination plain =
        IpvsDestination.of(address, key.port(), ForwardingMethod.DIRECT_ROUTE, weight);
    return switch (random.nextInt(5)) {
      case 0 -> plain.tunnelled(new Tunnel(TunnelType.GUE, 6080, TunnelChecksum.REMOTE));
      case 1 -> plain.tunnelled(new Tunnel(TunnelType.GRE, 0, TunnelChecksum.CHECKSUM));
      case 2 -> plain.withThresholds(100, 50);
      case 3 -> IpvsDestination.of(address, 8000 + host, ForwardingMethod.MASQUERADE, weight);
      default -> plain;
    };
  }
}
