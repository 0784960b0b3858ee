package org.lvsdirector.vrrp.fsm;

import java.net.InetAddress;
import java.util.Optional;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.vrrp.packet.Addresses;

/**
 * What makes an address on an interface the same address for the kernel.
 *
 * @param address the address
 * @param prefixLength its prefix length
 * @param interfaceName the interface as configured
 */
public record AddressKey(InetAddress address, int prefixLength, Optional<String> interfaceName) {
  /** The key of a line. */
  public static AddressKey of(VipAddress line) {
    return new AddressKey(line.address(), line.prefixLength(), line.interfaceName());
  }

  @Override
  public String toString() {
    return Addresses.text(address)
        + "/"
        + prefixLength
        + interfaceName.map(i -> " dev " + i).orElse("");
  }
}
