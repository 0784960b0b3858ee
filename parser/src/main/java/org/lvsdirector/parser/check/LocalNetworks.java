package org.lvsdirector.parser.check;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.parser.Environment.LocalAddress;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.IpPrefix;

/** The networks of this host, loopback aside. */
final class LocalNetworks {
  private final List<IpPrefix> networks;

  /** Addresses of this host itself, wherever they are. */
  private final Set<InetAddress> own;

  LocalNetworks(List<LocalAddress> addresses) {
    own = addresses.stream().map(a -> a.prefix().address()).collect(Collectors.toSet());
    networks =
        addresses.stream()
            .filter(a -> !a.interfaceName().equals("lo"))
            .map(LocalAddress::prefix)
            .filter(p -> p.length() < p.family().bits())
            .toList();
  }

  /**
   * Whether an address lies in none of them; false if nothing is known of its family, and for
   * addresses of this host.
   */
  boolean excludes(InetAddress address) {
    if (address.isLoopbackAddress() || own.contains(address)) {
      return false;
    }
    AddressFamily family = AddressFamily.of(address);
    boolean known = false;
    for (IpPrefix network : networks) {
      if (network.family() == family) {
        known = true;
        if (contains(network, address)) {
          return false;
        }
      }
    }
    return known;
  }

  private static boolean contains(IpPrefix network, InetAddress address) {
    byte[] a = network.address().getAddress();
    byte[] b = address.getAddress();
    for (int bit = 0; bit < network.length(); bit += 8) {
      int mask = network.length() - bit >= 8 ? 0xff : 0xff << (8 - (network.length() - bit));
      if (((a[bit / 8] ^ b[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
