package org.lvsdirector.ipvs.codec;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsStats;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceFlags;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;

/** The attributes of a service while they are read. */
final class ServiceFields {
  private int family;
  private int protocol;
  private @Nullable AttributeReader address;
  private int port;
  private long mark;
  private String scheduler = "none";
  private int flags;
  private int timeout;
  private int hostMask;
  private int networkMask;
  private String engine = "";
  private IpvsStats stats = IpvsStats.ZERO;
  private boolean wideStats;

  ServiceFields(AttributeReader in) {
    while (in.next()) {
      read(in);
    }
  }

  private void read(AttributeReader in) {
    switch (in.type()) {
      case IpvsAttribute.SVC_AF -> family = in.u16();
      case IpvsAttribute.SVC_PROTOCOL -> protocol = in.u16();
      case IpvsAttribute.SVC_ADDR -> address = in.at();
      case IpvsAttribute.SVC_PORT -> port = in.u16be();
      case IpvsAttribute.SVC_FWMARK -> mark = in.u32();
      case IpvsAttribute.SVC_SCHED_NAME -> scheduler = in.string();
      case IpvsAttribute.SVC_PE_NAME -> engine = in.string();
      case IpvsAttribute.SVC_FLAGS -> flags = in.s32();
      case IpvsAttribute.SVC_TIMEOUT -> timeout = in.s32();
      case IpvsAttribute.SVC_NETMASK -> {
        hostMask = in.s32();
        networkMask = in.s32be();
      }
      case IpvsAttribute.SVC_STATS -> {
        if (!wideStats) {
          stats = StatsReader.read(in.nested());
        }
      }
      case IpvsAttribute.SVC_STATS64 -> {
        wideStats = true;
        stats = StatsReader.read(in.nested());
      }
      default -> {}
    }
  }

  LiveService toLive() {
    Family known = Numbers.family(family);
    IpvsService service =
        new IpvsService(
            key(known),
            Scheduler.of(scheduler),
            ServiceFlags.ofKernel(flags),
            timeout,
            known == Family.INET ? networkMask : hostMask,
            engine.isEmpty() ? Optional.empty() : Optional.of(engine));
    return new LiveService(service, stats, List.of());
  }

  private ServiceKey key(Family known) {
    if (mark != 0) {
      return new FwmarkService(mark, known);
    }
    if (address == null) {
      throw new IllegalArgumentException("service without mark and address");
    }
    Protocol transport = Numbers.protocol(protocol);
    return new TransportService(transport, address.address(known), port);
  }
}
