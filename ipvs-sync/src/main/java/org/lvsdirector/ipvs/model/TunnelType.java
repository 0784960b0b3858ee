package org.lvsdirector.ipvs.model;

/** Encapsulations of the tunnel method ({@code IP_VS_CONN_F_TUNNEL_TYPE_*}). */
public enum TunnelType {
  IPIP(0),
  /** Generic UDP encapsulation, Linux 5.2. */
  GUE(1),
  /** Linux 5.3. */
  GRE(2);

  private final int number;

  TunnelType(int number) {
    this.number = number;
  }

  /** The kernel's number. */
  public int number() {
    return number;
  }
}
