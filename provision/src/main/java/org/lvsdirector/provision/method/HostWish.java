package org.lvsdirector.provision.method;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Persistence;
import org.lvsdirector.provision.vip.Endpoint;

/**
 * What one real server shall serve, and how.
 *
 * @param realServer its address in keepalived.conf
 * @param endpoints the virtual addresses and ports it serves
 * @param gateways virtual addresses of the directors that may be its default gateway (NAT services)
 * @param preferences the operator's choices for it
 */
public record HostWish(
    InetAddress realServer,
    List<Endpoint> endpoints,
    List<InetAddress> gateways,
    Preferences preferences) {

  /**
   * The operator's choices for a server.
   *
   * @param method for its DR services; sysctl when empty
   * @param persistence how its settings outlive a boot
   * @param device the serving interface; found from the server's address when empty
   * @param gateway for NAT services, the director's address; when empty, what keepalived.conf
   *     suggests
   * @param force replace files that other hands changed
   * @param moveVip take a virtual address off an interface where it answers ARP
   * @param setRoute change the default route of NAT servers
   */
  public record Preferences(
      Optional<Method> method,
      Persistence persistence,
      Optional<String> device,
      Optional<InetAddress> gateway,
      boolean force,
      boolean moveVip,
      boolean setRoute) {
    /** Everything by default. */
    public static Preferences defaults() {
      return new Preferences(
          Optional.empty(),
          Persistence.AUTO,
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          false);
    }
  }

  /** Copies the list. */
  public HostWish {
    endpoints = List.copyOf(endpoints);
    gateways = List.copyOf(gateways);
  }
}
