package org.lvsdirector.healthcheck.pool;

import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * A real server within its virtual server.
 *
 * @param name its text form, {@code [10.0.0.2]:tcp:80}; address and port are its identity
 */
public record ServerKey(String name) {
  /** The key of a configured real server. */
  public static ServerKey of(VirtualServer pool, RealServer server) {
    return new ServerKey(server.label(pool.protocol()));
  }

  @Override
  public String toString() {
    return name;
  }
}
