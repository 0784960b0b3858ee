package org.lvsdirector.ipvs.codec;

import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.TunnelChecksum;
import org.lvsdirector.ipvs.model.TunnelType;

/** Kernel numbers to the model's enums; unknown ones throw {@link IllegalArgumentException}. */
final class Numbers {
  private Numbers() {}

  static Family family(int number) {
    return switch (number) {
      case 2 -> Family.INET;
      case 10 -> Family.INET6;
      default -> throw new IllegalArgumentException("address family " + number);
    };
  }

  static Protocol protocol(int number) {
    return switch (number) {
      case 6 -> Protocol.TCP;
      case 17 -> Protocol.UDP;
      case 132 -> Protocol.SCTP;
      default -> throw new IllegalArgumentException("protocol " + number);
    };
  }

  static TunnelType tunnelType(int number) {
    return switch (number) {
      case 0 -> TunnelType.IPIP;
      case 1 -> TunnelType.GUE;
      case 2 -> TunnelType.GRE;
      default -> throw new IllegalArgumentException("tunnel type " + number);
    };
  }

  static TunnelChecksum tunnelChecksum(int number) {
    return switch (number) {
      case 0 -> TunnelChecksum.NONE;
      case 1 -> TunnelChecksum.CHECKSUM;
      case 2 -> TunnelChecksum.REMOTE;
      default -> throw new IllegalArgumentException("tunnel flags " + number);
    };
  }
}
