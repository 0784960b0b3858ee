package org.lvsdirector.parser.model;

/**
 * {@code lvs_method} (or {@code lb_kind}): how packets reach a server (keepalived reference, LVS
 * 6).
 */
public sealed interface Forwarding {
  /** {@code NAT}: masquerading. */
  record Nat() implements Forwarding {}

  /** {@code DR}: direct routing. */
  record DirectRouting() implements Forwarding {}

  /**
   * {@code TUN}.
   *
   * @param type {@code type}, default ipip
   * @param port {@code port}: UDP port of gue, 1..65535; 0 for the others
   * @param checksum {@code nocsum} (default), {@code csum} or {@code remcsum}
   */
  record Tunnel(TunnelType type, int port, TunnelChecksum checksum) implements Forwarding {
    /** A plain IP-in-IP tunnel. */
    public static final Tunnel IPIP = new Tunnel(TunnelType.IPIP, 0, TunnelChecksum.NONE);
  }

  /** Encapsulations, in the order of the kernel's numbers (IP_VS_CONN_F_TUNNEL_TYPE_*). */
  enum TunnelType {
    /** IP in IP. */
    IPIP,
    /** Generic UDP encapsulation. */
    GUE,
    /** GRE. */
    GRE
  }

  /** Checksum options of a tunnel. */
  enum TunnelChecksum {
    /** {@code nocsum}. */
    NONE,
    /** {@code csum}. */
    CSUM,
    /** {@code remcsum}: remote checksum offload, gue only. */
    REMOTE
  }

  /** Whether a server may have its own port: only NAT translates ports. */
  default boolean translatesPorts() {
    return this instanceof Nat;
  }

  /** The word used in the file. */
  default String keyword() {
    return switch (this) {
      case Nat _ -> "NAT";
      case DirectRouting _ -> "DR";
      case Tunnel _ -> "TUN";
    };
  }
}
