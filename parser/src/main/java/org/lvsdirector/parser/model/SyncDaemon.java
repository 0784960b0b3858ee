package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.util.Optional;

/**
 * {@code lvs_sync_daemon} (or {@code lvs_sync_daemon_interface} of an instance): the connection
 * synchronisation of IPVS.
 *
 * @param interfaceName interface used
 * @param instance VRRP instance it follows; without one both roles run
 * @param id {@code id}, 0..255; else the VRID of the instance, else 0
 * @param maxLength {@code maxlen}, 1..65507; 0 is the kernel's
 * @param port {@code port}, 1..65535; 0 is the kernel's
 * @param ttl {@code ttl}, 1..255; 0 is the kernel's
 * @param group {@code group}: multicast address
 */
public record SyncDaemon(
    String interfaceName,
    Optional<String> instance,
    int id,
    int maxLength,
    int port,
    int ttl,
    Optional<InetAddress> group) {}
