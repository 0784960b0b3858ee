package org.lvsdirector.ipvs.codec;

import org.jspecify.annotations.Nullable;
import org.lvsdirector.ipvs.model.DestinationKey;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsStats;
import org.lvsdirector.ipvs.model.LiveDestination;
import org.lvsdirector.ipvs.model.Tunnel;

/** The attributes of a destination while they are read. */
final class DestinationFields {
  private int family;
  private @Nullable AttributeReader address;
  private int port;
  private int method;
  private int weight;
  private long upper;
  private long lower;
  private long active;
  private long inactive;
  private long persistent;
  private int tunnelType;
  private int tunnelPort;
  private int tunnelFlags;
  private IpvsStats stats = IpvsStats.ZERO;
  private boolean wideStats;

  private DestinationFields() {}

  /** Everything. */
  static DestinationFields all(AttributeReader in) {
    DestinationFields fields = new DestinationFields();
    while (in.next()) {
      if (!fields.readSetting(in)) {
        fields.readCounter(in);
      }
    }
    return fields;
  }

  /** The settings; the counters, which are most of a destination, are passed over. */
  static DestinationFields settings(AttributeReader in) {
    DestinationFields fields = new DestinationFields();
    while (in.next()) {
      boolean _ = fields.readSetting(in);
    }
    return fields;
  }

  private boolean readSetting(AttributeReader in) {
    switch (in.type()) {
      case IpvsAttribute.DEST_ADDR_FAMILY -> family = in.u16();
      case IpvsAttribute.DEST_ADDR -> address = in.at();
      case IpvsAttribute.DEST_PORT -> port = in.u16be();
      case IpvsAttribute.DEST_FWD_METHOD -> method = in.s32();
      case IpvsAttribute.DEST_WEIGHT -> weight = in.s32();
      case IpvsAttribute.DEST_U_THRESH -> upper = in.u32();
      case IpvsAttribute.DEST_L_THRESH -> lower = in.u32();
      case IpvsAttribute.DEST_TUN_TYPE -> tunnelType = in.u8();
      case IpvsAttribute.DEST_TUN_PORT -> tunnelPort = in.u16be();
      case IpvsAttribute.DEST_TUN_FLAGS -> tunnelFlags = in.u16();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readCounter(AttributeReader in) {
    switch (in.type()) {
      case IpvsAttribute.DEST_ACTIVE_CONNS -> active = in.u32();
      case IpvsAttribute.DEST_INACT_CONNS -> inactive = in.u32();
      case IpvsAttribute.DEST_PERSIST_CONNS -> persistent = in.u32();
      case IpvsAttribute.DEST_STATS -> {
        if (!wideStats) {
          stats = StatsReader.read(in.nested());
        }
      }
      case IpvsAttribute.DEST_STATS64 -> {
        wideStats = true;
        stats = StatsReader.read(in.nested());
      }
      default -> {}
    }
  }

  LiveDestination toLive(Family serviceFamily) {
    return new LiveDestination(toDestination(serviceFamily), active, inactive, persistent, stats);
  }

  IpvsDestination toDestination(Family serviceFamily) {
    if (address == null) {
      throw new IllegalArgumentException("destination without address");
    }
    Family known = family == 0 ? serviceFamily : Numbers.family(family);
    ForwardingMethod forwarding = ForwardingMethod.ofKernel(method);
    return new IpvsDestination(
        new DestinationKey(address.address(known), port),
        forwarding,
        tunnel(forwarding),
        weight,
        upper,
        lower);
  }

  private Tunnel tunnel(ForwardingMethod forwarding) {
    if (forwarding != ForwardingMethod.TUNNEL || (tunnelType | tunnelPort | tunnelFlags) == 0) {
      return Tunnel.IPIP;
    }
    return new Tunnel(
        Numbers.tunnelType(tunnelType), tunnelPort, Numbers.tunnelChecksum(tunnelFlags));
  }
}
