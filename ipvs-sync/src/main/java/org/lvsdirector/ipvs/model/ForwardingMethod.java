package org.lvsdirector.ipvs.model;

/** How packets reach a destination ({@code IP_VS_CONN_F_FWD_MASK}). */
public enum ForwardingMethod {
  /** Network address translation. */
  MASQUERADE(0),
  /** The director itself; only older kernels report it. */
  LOCAL(1),
  /** Encapsulation, see {@link Tunnel}. */
  TUNNEL(2),
  /** Direct routing: only the link-layer address changes. */
  DIRECT_ROUTE(3),
  /** Transparent cache bypass; kernel use only. */
  BYPASS(4);

  private final int number;

  ForwardingMethod(int number) {
    this.number = number;
  }

  /** The kernel's number. */
  public int number() {
    return number;
  }

  /**
   * The method of a kernel number whose upper bits are ignored, as the kernel does; numbers 5..7
   * read as bypass.
   */
  public static ForwardingMethod ofKernel(int reported) {
    return switch (reported & 0x7) {
      case 0 -> MASQUERADE;
      case 1 -> LOCAL;
      case 2 -> TUNNEL;
      case 3 -> DIRECT_ROUTE;
      default -> BYPASS;
    };
  }
}
