package org.lvsdirector.ipvs.model;

import java.util.Objects;

/**
 * Encapsulation of a tunnelled destination.
 *
 * @param type ipip, gue or gre
 * @param port UDP port of gue, 1..65535; 0 for the others
 * @param checksum checksum of the outer header; ipip has none
 */
public record Tunnel(TunnelType type, int port, TunnelChecksum checksum) {
  /** The plain tunnel, also kept by destinations that are not tunnelled. */
  public static final Tunnel IPIP = new Tunnel(TunnelType.IPIP, 0, TunnelChecksum.NONE);

  /** Checks the port's range; foreign combinations the kernel accepts are kept as they are. */
  public Tunnel {
    Objects.requireNonNull(type);
    Objects.requireNonNull(checksum);
    Ranges.port("tunnel port", port);
  }
}
