package org.lvsdirector.parser.model;

import java.net.InetAddress;

/**
 * {@code sorry_server IP [PORT]}: used while quorum is not met; its weight is always 1.
 *
 * @param address the address
 * @param port port used; direct routing and tunnels have the service's port, a NAT one keeps 0 if
 *     none was written
 * @param forwarding {@code sorry_server_lvs_method}, default the virtual server's
 * @param inhibit {@code sorry_server_inhibit}: stays installed with weight 0 while unused; an
 *     identical real server's inhibit_on_failure is taken over
 */
public record SorryServer(InetAddress address, int port, Forwarding forwarding, boolean inhibit) {}
