package org.lvsdirector.healthcheck.pool;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * A virtual server, as it is recognised after a reload.
 *
 * @param name its text form in logs, FIFO lines and mails: {@code [10.0.0.1]:tcp:80}, {@code FWM 7}
 *     or {@code [group]:0}
 * @param family tells the IPv4 service of a mark from the IPv6 one; empty for a group of both
 */
public record PoolKey(String name, Optional<AddressFamily> family) {
  /** The key of a configured virtual server. */
  public static PoolKey of(VirtualServer server) {
    return new PoolKey(server.label(), server.family());
  }

  // By hand: the generated form is slow in a cold JVM, and a reload asks for many.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof PoolKey that && name.equals(that.name) && family.equals(that.family));
  }

  /** The same name with another family is rare. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
