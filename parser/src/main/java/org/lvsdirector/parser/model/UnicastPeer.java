package org.lvsdirector.parser.model;

import java.net.InetAddress;

/**
 * One line of {@code unicast_peer}.
 *
 * @param address the peer
 * @param minTtl {@code min_ttl}, 0..255, default 0: least TTL accepted
 * @param maxTtl {@code max_ttl}, 0..255, default 255: greatest TTL accepted
 */
public record UnicastPeer(InetAddress address, int minTtl, int maxTtl) {
  /** A peer without limits. */
  public static UnicastPeer of(InetAddress address) {
    return new UnicastPeer(address, 0, 255);
  }
}
