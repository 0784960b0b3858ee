package org.lvsdirector.healthcheck.pool;

import java.util.Optional;
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

  @Override
  public String toString() {
    return name;
  }
}
