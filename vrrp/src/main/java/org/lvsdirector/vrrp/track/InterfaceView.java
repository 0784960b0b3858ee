package org.lvsdirector.vrrp.track;

import java.net.InetAddress;
import java.util.List;

/**
 * An interface as far as VRRP is concerned.
 *
 * @param name its name
 * @param index its number, 1 or more
 * @param up administratively up and running (reference, VRRP 11.4)
 * @param multicast able to send multicast
 * @param addresses its addresses in the kernel's order, without tentative ones
 */
public record InterfaceView(
    String name, int index, boolean up, boolean multicast, List<InetAddress> addresses) {
  /** Copies the list. */
  public InterfaceView {
    addresses = List.copyOf(addresses);
  }
}
