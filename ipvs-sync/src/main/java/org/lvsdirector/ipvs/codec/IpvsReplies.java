package org.lvsdirector.ipvs.codec;

import java.util.function.Function;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.IpvsInfo;
import org.lvsdirector.ipvs.model.IpvsTimeouts;

/** Reads what the kernel answers. Nothing thrown, whatever the bytes. */
public final class IpvsReplies {
  private static final int GENL_HEADER = 4;

  private IpvsReplies() {}

  /**
   * Reads one answer.
   *
   * @param payload the message behind its netlink header
   * @param serviceFamily family of the service asked about, for destinations of kernels that do not
   *     say theirs
   */
  public static IpvsReply decode(byte[] payload, Family serviceFamily) {
    return decode(
        payload, in -> new IpvsReply.Destination(DestinationFields.all(in).toLive(serviceFamily)));
  }

  /**
   * Reads one answer as {@link #decode(byte[], Family)} does, of a destination its settings only:
   * for who reads a whole table to compare it.
   */
  public static IpvsReply decodeSettings(byte[] payload, Family serviceFamily) {
    return decode(
        payload,
        in -> new IpvsReply.Settings(DestinationFields.settings(in).toDestination(serviceFamily)));
  }

  private static IpvsReply decode(
      byte[] payload, Function<AttributeReader, IpvsReply> destination) {
    if (payload.length < GENL_HEADER) {
      return new IpvsReply.Rejected("IPVS message of " + payload.length + " bytes");
    }
    AttributeReader in = new AttributeReader(payload, GENL_HEADER);
    int command = Byte.toUnsignedInt(payload[0]);
    try {
      return switch (command) {
        case IpvsAttribute.CMD_NEW_SERVICE -> service(in);
        case IpvsAttribute.CMD_NEW_DEST -> {
          find(in, IpvsAttribute.DEST);
          yield destination.apply(in.nested());
        }
        case IpvsAttribute.CMD_NEW_DAEMON -> daemon(in);
        case IpvsAttribute.CMD_SET_CONFIG -> timeouts(in);
        case IpvsAttribute.CMD_SET_INFO -> info(in);
        default -> new IpvsReply.Rejected("IPVS answer of unknown command " + command);
      };
    } catch (IllegalArgumentException e) {
      return new IpvsReply.Rejected("IPVS answer to command " + command + ": " + e.getMessage());
    }
  }

  private static IpvsReply service(AttributeReader in) {
    find(in, IpvsAttribute.SERVICE);
    return new IpvsReply.Service(new ServiceFields(in.nested()).toLive());
  }

  private static IpvsReply daemon(AttributeReader in) {
    find(in, IpvsAttribute.DAEMON);
    return new IpvsReply.Daemon(new DaemonFields(in.nested()).toDaemon());
  }

  private static IpvsReply timeouts(AttributeReader in) {
    int tcp = 0;
    int tcpFin = 0;
    int udp = 0;
    while (in.next()) {
      switch (in.type()) {
        case IpvsAttribute.TIMEOUT_TCP -> tcp = in.s32();
        case IpvsAttribute.TIMEOUT_TCP_FIN -> tcpFin = in.s32();
        case IpvsAttribute.TIMEOUT_UDP -> udp = in.s32();
        default -> {}
      }
    }
    return new IpvsReply.Timeouts(new IpvsTimeouts(tcp, tcpFin, udp));
  }

  private static IpvsReply info(AttributeReader in) {
    int version = 0;
    long size = 0;
    while (in.next()) {
      switch (in.type()) {
        case IpvsAttribute.INFO_VERSION -> version = in.s32();
        case IpvsAttribute.INFO_CONN_TAB_SIZE -> size = in.u32();
        default -> {}
      }
    }
    return new IpvsReply.Version(new IpvsInfo(version, size));
  }

  private static void find(AttributeReader in, int type) {
    while (in.next()) {
      if (in.type() == type) {
        return;
      }
    }
    throw new IllegalArgumentException("attribute " + type + " missing");
  }
}
