package org.lvsdirector.ipvs.model;

/**
 * The flags of a service a user can set. The kernel's own {@code hashed} bit (0x02) is never part
 * of it.
 *
 * @param bits any of {@link #PERSISTENT}, {@link #ONE_PACKET}, {@link #SCHED1}, {@link #SCHED2},
 *     {@link #SCHED3}
 */
public record ServiceFlags(int bits) {
  /** Clients stick to their server ({@code IP_VS_SVC_F_PERSISTENT}). */
  public static final int PERSISTENT = 0x01;

  /** One-packet scheduling, {@code ops} ({@code IP_VS_SVC_F_ONEPACKET}). */
  public static final int ONE_PACKET = 0x04;

  /** {@code sh-fallback}, {@code mh-fallback}, {@code flag-1}. */
  public static final int SCHED1 = 0x08;

  /** {@code sh-port}, {@code mh-port}, {@code flag-2}. */
  public static final int SCHED2 = 0x10;

  /** {@code flag-3}. */
  public static final int SCHED3 = 0x20;

  /** Every bit a user can set. */
  public static final int ALL = PERSISTENT | ONE_PACKET | SCHED1 | SCHED2 | SCHED3;

  /** No flag. */
  public static final ServiceFlags NONE = new ServiceFlags(0);

  /** Refuses bits that are not the user's. */
  public ServiceFlags {
    if ((bits & ~ALL) != 0) {
      throw new IllegalArgumentException(
          "service flags: unknown bits in 0x" + Integer.toHexString(bits));
    }
  }

  /** The user's part of what the kernel reports. */
  public static ServiceFlags ofKernel(int reported) {
    return new ServiceFlags(reported & ALL);
  }

  /** Whether the given bit is set. */
  public boolean has(int bit) {
    return (bits & bit) != 0;
  }

  /** These flags and the given ones. */
  public ServiceFlags with(int more) {
    return new ServiceFlags(bits | more);
  }
}
