package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One {@code nexthop} of a multipath route (or the old {@code or ADDR}).
 *
 * @param gateway {@code via}
 * @param interfaceName {@code dev}
 * @param weight {@code weight}, 1..256, default 1
 * @param onlink {@code onlink}
 * @param encap {@code encap}
 * @param realms {@code realms}: source realm in the upper, destination realm in the lower 16 bits
 */
public record NextHop(
    Optional<InetAddress> gateway,
    Optional<String> interfaceName,
    int weight,
    boolean onlink,
    Optional<RouteEncap> encap,
    OptionalLong realms) {}
