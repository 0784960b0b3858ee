package org.lvsdirector.linux.netlink;

import java.net.InetAddress;

/** IPv4 or IPv6. */
public enum IpFamily {
  IPV4(IpBytes.AF_INET),
  IPV6(IpBytes.AF_INET6);

  private final int number;

  IpFamily(int number) {
    this.number = number;
  }

  /** AF_INET or AF_INET6. */
  public int number() {
    return number;
  }

  /** The family of an address. */
  public static IpFamily of(InetAddress address) {
    return IpBytes.family(address) == IpBytes.AF_INET ? IPV4 : IPV6;
  }
}
