package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code bfd_instance NAME}. Sessions are not run yet; the block is checked and kept so that
 * references to it resolve.
 *
 * @param name name of the block, at most 31 characters
 * @param neighbor {@code neighbor_ip}
 * @param source {@code source_ip}
 * @param minRx {@code min_rx}, 1 ms steps of a thousandth, default 10 ms
 * @param minTx {@code min_tx}, default 10 ms
 * @param idleTx {@code idle_tx}, default 1 s
 * @param multiplier {@code multiplier}, 1..255, default 5
 * @param passive {@code passive}
 * @param ttl {@code ttl} or {@code hoplimit}, 1..255; default 255 for IPv4, 64 for IPv6
 * @param maxHops {@code max_hops}, -1..255, default 0; empty when the check is off (-1 or 255)
 * @param multihop {@code multihop}
 * @param weight {@code weight}, -253..253, default 0
 * @param reverse {@code weight N reverse}
 * @param vrrp events go to VRRP
 * @param checker events go to the health checks
 * @param range where the block starts
 */
public record BfdInstance(
    String name,
    InetAddress neighbor,
    Optional<InetAddress> source,
    Duration minRx,
    Duration minTx,
    Duration idleTx,
    int multiplier,
    boolean passive,
    int ttl,
    OptionalInt maxHops,
    boolean multihop,
    int weight,
    boolean reverse,
    boolean vrrp,
    boolean checker,
    SourceRange range) {}
