package org.lvsdirector.provision.plan;

/** The fallback tunnel devices that IPVS packets of a TUN service arrive on. */
public enum Tunnel {
  /** IPv4 in IPv4. */
  IPIP("tunl0", "ipip"),
  /** IPv6 in IPv6. */
  IP6TNL("ip6tnl0", "ip6_tunnel");

  private final String device;
  private final String module;

  Tunnel(String device, String module) {
    this.device = device;
    this.module = module;
  }

  /** The device that the module makes. */
  public String device() {
    return device;
  }

  /** The kernel module. */
  public String module() {
    return module;
  }
}
