package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** How adverts travel; the two kinds have separate VRID spaces (reference, VRRP 14.3). */
public sealed interface Delivery {
  /**
   * To a multicast group on one link.
   *
   * @param group 224.0.0.18, ff02::12 or what is configured
   */
  record Multicast(InetAddress group) implements Delivery {}

  /**
   * To each peer in order.
   *
   * @param peers at least one
   * @param checkSource refuse adverts from others
   */
  record Unicast(List<UnicastPeer> peers, boolean checkSource) implements Delivery {
    /** Copies the list. */
    public Unicast {
      peers = List.copyOf(peers);
    }

    /** The peer with this address. */
    public Optional<UnicastPeer> peer(InetAddress address) {
      return peers.stream().filter(p -> p.address().equals(address)).findFirst();
    }
  }

  /** Where one advert has to be sent to. */
  default List<InetAddress> destinations() {
    return switch (this) {
      case Multicast(InetAddress group) -> List.of(group);
      case Unicast unicast -> unicast.peers().stream().map(UnicastPeer::address).toList();
    };
  }
}
