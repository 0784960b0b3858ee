package org.lvsdirector.vrrp.io;

import java.util.OptionalInt;
import org.lvsdirector.linux.netlink.LinkInfo;

/**
 * A virtual interface belongs to the VRF of the interface it sits on, or its addresses would be in
 * another routing table than those of its parent (keepalived reference, VRRP 17.3 and 13.5).
 */
final class VrfMembership {
  /** The master of an interface that has none. */
  static final int NONE = 0;

  private VrfMembership() {}

  /**
   * What has to be changed.
   *
   * @param link the virtual interface
   * @param parent the interface it sits on
   * @return index of the VRF it has to be put into, {@link #NONE} if it has to leave one, empty if
   *     all is well
   */
  static OptionalInt change(LinkInfo link, LinkInfo parent, NetworkTable network) {
    int is = vrf(link, network);
    int wanted = vrf(parent, network);
    return is == wanted ? OptionalInt.empty() : OptionalInt.of(wanted);
  }

  /** A bridge or bond as master is no concern of routing. */
  private static int vrf(LinkInfo link, NetworkTable network) {
    OptionalInt master = link.masterIndex();
    return master.isPresent()
            && network.link(master.getAsInt()).filter(l -> l.isKind("vrf")).isPresent()
        ? master.getAsInt()
        : NONE;
  }
}
