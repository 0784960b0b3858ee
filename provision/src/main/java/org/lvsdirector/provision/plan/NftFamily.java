package org.lvsdirector.provision.plan;

import java.util.Locale;

/**
 * The nft address families in which we keep a table of our own, always named {@code lvs_director}.
 */
public enum NftFamily {
  /** ARP packets. */
  ARP,
  /** IPv4. */
  IP,
  /** IPv6. */
  IP6;

  /** The family's word in nft. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
