package org.lvsdirector.provision.inventory;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Persistence;

/**
 * One server of the inventory, defaults applied.
 *
 * @param name its name in the inventory
 * @param address its address in keepalived.conf; empty when the name must be looked up
 * @param host where SSH connects; a name or an address
 * @param user the login name; empty means OpenSSH's own choice
 * @param port the SSH port; empty means OpenSSH's own choice
 * @param key a private key file; empty means agent and default keys
 * @param jump jump hosts, {@code [user@]host[:port]}, separated by commas
 * @param method for its DR services
 * @param persist how its settings outlive a boot
 * @param device the serving interface
 * @param natGateway the director's address for NAT services
 * @param vips virtual addresses beyond those that keepalived.conf tells, such as those behind a
 *     firewall mark
 */
public record HostEntry(
    String name,
    Optional<InetAddress> address,
    String host,
    Optional<String> user,
    OptionalInt port,
    Optional<String> key,
    Optional<String> jump,
    Optional<Method> method,
    Persistence persist,
    Optional<String> device,
    Optional<InetAddress> natGateway,
    List<InetAddress> vips) {
  /** Copies the list. */
  public HostEntry {
    vips = List.copyOf(vips);
  }
}
