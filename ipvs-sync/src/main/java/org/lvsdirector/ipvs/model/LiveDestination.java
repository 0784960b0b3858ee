package org.lvsdirector.ipvs.model;

/**
 * A destination with what the kernel counts for it.
 *
 * @param destination its settings
 * @param activeConnections connections in an established state
 * @param inactiveConnections connections in any other state
 * @param persistentConnections persistence templates
 * @param stats traffic counters and rates
 */
public record LiveDestination(
    IpvsDestination destination,
    long activeConnections,
    long inactiveConnections,
    long persistentConnections,
    IpvsStats stats) {}
