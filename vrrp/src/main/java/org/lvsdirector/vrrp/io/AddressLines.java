package org.lvsdirector.vrrp.io;

import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.parser.model.VipAddress;

/** An address line of the file as the kernel wants it (keepalived reference, VRRP 16). */
final class AddressLines {
  /** RTPROT_KEEPALIVED; address protocols use the same number (since 2.3.2). */
  private static final int PROTOCOL_KEEPALIVED = 18;

  private AddressLines() {}

  static AddressInfo info(VipAddress line, int interfaceIndex) {
    AddressInfo info =
        AddressInfo.of(line.address(), line.peerPrefixLength(), interfaceIndex)
            .withScope(line.scope())
            .withFlags(flags(line.flags()))
            .withProtocol(PROTOCOL_KEEPALIVED);
    if (line.peer().isPresent()) {
      info = info.withPeer(line.peer().get());
    }
    if (line.broadcast().isPresent()) {
      info = info.withBroadcast(line.broadcast().get());
    }
    if (line.label().isPresent()) {
      info = info.withLabel(line.label().get());
    }
    if (line.preferredLifetime().isPresent()) {
      info = info.withPreferredLifetime(line.preferredLifetime().getAsLong());
    }
    return info;
  }

  private static int flags(VipAddress.AddressFlags flags) {
    return (flags.home() ? AddressInfo.F_HOMEADDRESS : 0)
        | (flags.noDad() ? AddressInfo.F_NODAD : 0)
        | (flags.manageTemporary() ? AddressInfo.F_MANAGETEMPADDR : 0)
        | (flags.withoutPrefixRoute() ? AddressInfo.F_NOPREFIXROUTE : 0)
        | (flags.autojoin() ? AddressInfo.F_MCAUTOJOIN : 0);
  }
}
