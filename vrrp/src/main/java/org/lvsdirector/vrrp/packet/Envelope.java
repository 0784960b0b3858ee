package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;

/**
 * The IP layer around one advertisement to be sent.
 *
 * @param source local address
 * @param destination group or peer
 * @param ttl TTL or hop limit, 0..255
 * @param id IPv4 identification, 1..65535; without meaning in IPv6
 */
public record Envelope(InetAddress source, InetAddress destination, int ttl, int id) {}
