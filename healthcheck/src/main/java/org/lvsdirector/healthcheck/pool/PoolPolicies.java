package org.lvsdirector.healthcheck.pool;

import java.util.ArrayList;
import java.util.Optional;
import org.lvsdirector.healthcheck.pool.PoolPolicy.Notices;
import org.lvsdirector.healthcheck.pool.PoolPolicy.Sorry;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualServer;

/** The settings of a pool from a configured virtual server. */
public final class PoolPolicies {
  private PoolPolicies() {}

  /**
   * One pool's policy.
   *
   * @param checkerMails whether every change of a checker is mailed ({@code no_checker_emails} off)
   * @param initNotifies {@code rs_init_notifies}
   */
  public static PoolPolicy of(VirtualServer server, boolean checkerMails, boolean initNotifies) {
    var servers = new ArrayList<ServerPolicy>();
    for (RealServer real : server.realServers()) {
      servers.add(
          new ServerPolicy(
              ServerKey.of(server, real),
              real.weight(),
              real.inhibitOnFailure(),
              real.notifyUp(),
              real.notifyDown(),
              real.smtpAlert(),
              real.slowStart()));
    }
    return new PoolPolicy(
        PoolKey.of(server),
        new Quorum(server.quorum(), server.hysteresis()),
        sorry(server),
        new Notices(
            server.quorumUp(),
            server.quorumDown(),
            server.smtpAlert(),
            checkerMails,
            initNotifies,
            server.omega()),
        server.panicThreshold(),
        servers);
  }

  private static Optional<Sorry> sorry(VirtualServer server) {
    return server
        .sorryServer()
        .map(
            s ->
                new Sorry(
                    "["
                        + AddressText.of(s.address())
                        + "]:"
                        + server.protocol().keyword()
                        + ":"
                        + s.port(),
                    s.inhibit()));
  }

  /** Whether any real server has a checker. */
  public static boolean isChecked(VirtualServer server) {
    for (RealServer real : server.realServers()) {
      if (!real.checkers().isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
