package org.lvsdirector.parser.model;

/**
 * Flags of an IPVS service besides persistence (keepalived reference, LVS 5).
 *
 * @param onePacket {@code ops}: one-packet scheduling, 0x04; UDP and firewall marks only
 * @param flag1 {@code flag-1}, {@code sh-fallback} or {@code mh-fallback}: 0x08
 * @param flag2 {@code flag-2}, {@code sh-port} or {@code mh-port}: 0x10
 * @param flag3 {@code flag-3}: 0x20
 */
public record ServiceFlags(boolean onePacket, boolean flag1, boolean flag2, boolean flag3) {
  /** No flag. */
  public static final ServiceFlags NONE = new ServiceFlags(false, false, false, false);

  /** The bits as IP_VS_SVC_F_* (linux/ip_vs.h), without the persistent bit. */
  public int bits() {
    return (onePacket ? 0x04 : 0) | (flag1 ? 0x08 : 0) | (flag2 ? 0x10 : 0) | (flag3 ? 0x20 : 0);
  }
}
