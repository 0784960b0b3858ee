package org.lvsdirector.daemon.config;

import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.VipAddress;

/** How a virtual address is written in status and plan. */
public final class VipText {
  private VipText() {}

  /** {@code ADDRESS/LENGTH}. */
  public static String of(VipAddress vip) {
    return AddressText.of(vip.address()) + "/" + vip.prefixLength();
  }
}
