package org.lvsdirector.ipvs.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes a destination unique within its service.
 *
 * @param address the real server
 * @param port 0..65535
 */
public record DestinationKey(IpAddress address, int port) implements Comparable<DestinationKey> {
  /** Checks the port's range. */
  public DestinationKey {
    Objects.requireNonNull(address);
    Ranges.port("destination port", port);
  }

  // By hand: the generated form costs a cold JVM more than the kernel takes for the whole entry.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof DestinationKey that
            && port == that.port
            && address.equals(that.address));
  }

  @Override
  public int hashCode() {
    return 31 * address.hashCode() + port;
  }

  /** By address, then port: the order of {@code ipvsadm -Ln}. */
  @Override
  public int compareTo(DestinationKey other) {
    int order = address.compareTo(other.address);
    return order != 0 ? order : Integer.compare(port, other.port);
  }

  @Override
  public String toString() {
    return address.bracketed() + ":" + port;
  }
}
