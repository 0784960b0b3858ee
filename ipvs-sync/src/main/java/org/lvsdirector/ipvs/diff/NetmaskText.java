package org.lvsdirector.ipvs.diff;

import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsService;

/** A persistence granularity as it is written: dotted for IPv4, a prefix length for IPv6. */
public final class NetmaskText {
  private NetmaskText() {}

  /** The granularity of a service. */
  public static String of(IpvsService service) {
    return service.key().family() == Family.INET
        ? IpAddress.ofInt(service.netmask()).toString()
        : Integer.toString(service.netmask());
  }
}
