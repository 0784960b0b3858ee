package org.lvsdirector.ipvs.model;

/**
 * Traffic counters since creation (or the last zeroing) and present rates of a service or
 * destination. Unsigned 64-bit.
 *
 * @param connections connections scheduled
 * @param inPackets packets from clients
 * @param outPackets packets to clients; stays 0 with direct routing, answers do not pass the
 *     director
 * @param inBytes bytes from clients
 * @param outBytes bytes to clients
 * @param connectionRate connections per second
 * @param inPacketRate packets per second from clients
 * @param outPacketRate packets per second to clients
 * @param inByteRate bytes per second from clients
 * @param outByteRate bytes per second to clients
 */
public record IpvsStats(
    long connections,
    long inPackets,
    long outPackets,
    long inBytes,
    long outBytes,
    long connectionRate,
    long inPacketRate,
    long outPacketRate,
    long inByteRate,
    long outByteRate) {
  /** Nothing counted. */
  public static final IpvsStats ZERO = new IpvsStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
