package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;

/**
 * A peer of a unicast instance.
 *
 * @param address where adverts go and come from
 * @param minTtl lowest TTL accepted from it, 0..255
 * @param maxTtl highest TTL accepted from it, 0..255
 */
public record UnicastPeer(InetAddress address, int minTtl, int maxTtl) {}
