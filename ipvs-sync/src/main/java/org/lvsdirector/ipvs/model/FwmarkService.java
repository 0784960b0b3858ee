package org.lvsdirector.ipvs.model;

import java.util.Objects;

/**
 * A service known by the mark a packet filter put on its packets. The same mark with each family is
 * two services.
 *
 * @param mark 1..2^32-1; the kernel takes 0 for "no mark" (keepalived reference, IPVS netlink 4)
 * @param family family of the marked packets
 */
public record FwmarkService(long mark, Family family) implements ServiceKey {
  /** Checks the mark's range. */
  public FwmarkService {
    Objects.requireNonNull(family);
    Ranges.check("fwmark", mark, 1, Ranges.U32_MAX);
  }

  @Override
  public int port() {
    return 0;
  }

  @Override
  public String text() {
    return "FWM " + mark;
  }

  @Override
  public String toString() {
    return family == Family.INET ? text() : text() + " inet6";
  }
}
