package org.lvsdirector.ipvs.codec;

import java.util.Optional;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.SyncDaemon;

/** The attributes of a sync daemon while they are read. */
final class DaemonFields {
  private int state;
  private String interfaceName = "";
  private int syncId;
  private int maxLength;
  private Optional<IpAddress> group = Optional.empty();
  private int port;
  private int ttl;

  DaemonFields(AttributeReader in) {
    while (in.next()) {
      switch (in.type()) {
        case IpvsAttribute.DAEMON_STATE -> state = in.s32();
        case IpvsAttribute.DAEMON_MCAST_IFN -> interfaceName = in.string();
        case IpvsAttribute.DAEMON_SYNC_ID -> syncId = in.s32();
        case IpvsAttribute.DAEMON_SYNC_MAXLEN -> maxLength = in.u16();
        case IpvsAttribute.DAEMON_MCAST_GROUP -> group = Optional.of(in.address(Family.INET));
        case IpvsAttribute.DAEMON_MCAST_GROUP6 -> group = Optional.of(in.address(Family.INET6));
        case IpvsAttribute.DAEMON_MCAST_PORT -> port = in.u16();
        case IpvsAttribute.DAEMON_MCAST_TTL -> ttl = in.u8();
        default -> {}
      }
    }
  }

  SyncDaemon toDaemon() {
    SyncDaemon.Role role =
        switch (state) {
          case 1 -> SyncDaemon.Role.MASTER;
          case 2 -> SyncDaemon.Role.BACKUP;
          default -> throw new IllegalArgumentException("sync daemon state " + state);
        };
    return new SyncDaemon(role, interfaceName, syncId, maxLength, group, port, ttl);
  }
}
