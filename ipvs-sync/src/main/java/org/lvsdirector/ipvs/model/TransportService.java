package org.lvsdirector.ipvs.model;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A service known by protocol, address and port.
 *
 * @param protocol TCP, UDP or SCTP
 * @param address the virtual address
 * @param port 0..65535; 0 is any port and needs persistence to be of use
 */
public record TransportService(Protocol protocol, IpAddress address, int port)
    implements ServiceKey, Comparable<TransportService> {
  /** Checks the port's range. */
  public TransportService {
    Objects.requireNonNull(protocol);
    Objects.requireNonNull(address);
    Ranges.port("service port", port);
  }

  @Override
  public Family family() {
    return address.family();
  }

  @Override
  public String text() {
    return "[" + address + "]:" + protocol.name().toLowerCase(Locale.ROOT) + ":" + port;
  }

  // By hand: the generated form costs a cold JVM more than the kernel takes for the whole entry.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof TransportService that
            && port == that.port
            && protocol == that.protocol
            && address.equals(that.address));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * address.hashCode() + port) + protocol.number();
  }

  /** Family, protocol, address, port. */
  @Override
  public int compareTo(TransportService other) {
    int order = family().compareTo(other.family());
    order = order != 0 ? order : protocol.compareTo(other.protocol);
    order = order != 0 ? order : address.compareTo(other.address);
    return order != 0 ? order : Integer.compare(port, other.port);
  }

  @Override
  public String toString() {
    return text();
  }
}
