package org.lvsdirector.ipvs.hygiene;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.ipvs.model.IpAddress;

/**
 * What was read of the host.
 *
 * @param addresses every address on every interface
 * @param sysctls values by name with dots, such as {@code net.ipv4.ip_forward}; interfaces with
 *     dots in their name keep them
 */
public record HostFacts(List<HostAddress> addresses, Map<String, String> sysctls) {
  /**
   * An address of the host.
   *
   * @param interfaceName where it is
   * @param loopback whether that is a loopback interface
   * @param address the address
   * @param prefix 0..32 or 0..128
   */
  public record HostAddress(String interfaceName, boolean loopback, IpAddress address, int prefix) {
    /** Whether another address is in the network this one connects to. */
    public boolean connects(IpAddress other) {
      if (loopback || other.family() != address.family()) {
        return false;
      }
      int shift = address.family().bits() - prefix;
      return address.family().bits() == 32
          ? shift == 32 || (address.low() >>> shift) == (other.low() >>> shift)
          : sameNetwork(other);
    }

    private boolean sameNetwork(IpAddress other) {
      if (prefix <= 64) {
        return prefix == 0 || (address.high() ^ other.high()) >>> (64 - prefix) == 0;
      }
      return address.high() == other.high()
          && (address.low() ^ other.low()) >>> (128 - prefix) == 0;
    }
  }

  /** Copies the collections. */
  public HostFacts {
    addresses = List.copyOf(addresses);
    sysctls = Map.copyOf(sysctls);
  }

  /** Whether the address is one of the host's own. */
  public boolean has(IpAddress address) {
    return addresses.stream().anyMatch(own -> own.address().equals(address));
  }

  /** The first number of a sysctl; empty when the kernel does not have it. */
  public Optional<Integer> number(String name) {
    String value = sysctls.get(name);
    try {
      return value == null
          ? Optional.empty()
          : Optional.of(Integer.parseInt(value.strip().split("\\s+")[0]));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
