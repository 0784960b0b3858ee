package org.lvsdirector.ipvs.model;

/** Checksumming of the outer header ({@code IP_VS_TUNNEL_ENCAP_FLAG_*}, Linux 5.3). */
public enum TunnelChecksum {
  NONE(0),
  CHECKSUM(1),
  /** Remote checksum offload; gue only. */
  REMOTE(2);

  private final int number;

  TunnelChecksum(int number) {
    this.number = number;
  }

  /** The kernel's number. */
  public int number() {
    return number;
  }
}
