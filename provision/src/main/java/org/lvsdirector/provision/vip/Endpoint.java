package org.lvsdirector.provision.vip;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A virtual address, and the port on it, that a real server serves.
 *
 * @param forwarding how packets reach the server
 * @param vip the virtual address
 * @param transport TCP, UDP or SCTP; empty when all of the address is meant
 * @param port 1..65535, or 0 for all ports
 */
public record Endpoint(
    Forwarding forwarding, InetAddress vip, Optional<Transport> transport, int port) {
  /** The transports that IPVS balances. */
  public enum Transport {
    /** TCP. */
    TCP,
    /** UDP. */
    UDP,
    /** SCTP. */
    SCTP
  }

  /** Checks the port. */
  public Endpoint {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " (expected 0..65535)");
    }
  }

  /** A whole address, for addresses that the operator names outside keepalived.conf. */
  public static Endpoint whole(InetAddress vip) {
    return new Endpoint(Forwarding.DR, vip, Optional.empty(), 0);
  }
}
