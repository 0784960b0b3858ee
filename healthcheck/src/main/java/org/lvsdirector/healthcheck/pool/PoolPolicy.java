package org.lvsdirector.healthcheck.pool;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.ScriptCommand;

/**
 * The settings of one virtual server as far as verdicts need them.
 *
 * @param key who it is
 * @param quorum when enough weight is alive
 * @param sorry the sorry server, if any
 * @param notices scripts and mails
 * @param panicPercent when fewer than this share of the servers known to work pass, all of them are
 *     kept (ours); 0 switches it off
 * @param servers the real servers in file order
 */
public record PoolPolicy(
    PoolKey key,
    Quorum quorum,
    Optional<Sorry> sorry,
    Notices notices,
    int panicPercent,
    List<ServerPolicy> servers) {

  /**
   * The sorry server.
   *
   * @param name its text form
   * @param inhibit {@code sorry_server_inhibit}: it stays installed with weight 0 while idle
   */
  public record Sorry(String name, boolean inhibit) {}

  /**
   * Who is told.
   *
   * @param quorumUp script run when quorum is gained
   * @param quorumDown script run when quorum is lost
   * @param smtpAlert whether quorum changes are mailed
   * @param checkerMails mail every change of a checker, even if the real server stays as it is (off
   *     under {@code no_checker_emails})
   * @param initNotifies {@code rs_init_notifies}: real servers that start alive are announced
   * @param omega {@code omega}: stopping the daemon runs the down notifications
   */
  public record Notices(
      Optional<ScriptCommand> quorumUp,
      Optional<ScriptCommand> quorumDown,
      boolean smtpAlert,
      boolean checkerMails,
      boolean initNotifies,
      boolean omega) {
    /** No scripts, no mails, as an unadorned virtual server has it. */
    public static final Notices NONE =
        new Notices(Optional.empty(), Optional.empty(), false, true, false, false);
  }

  public PoolPolicy {
    servers = List.copyOf(servers);
  }

  /** A plain pool with quorum 1, nothing to notify and no extensions. */
  public static PoolPolicy of(PoolKey key, ServerPolicy... servers) {
    return new PoolPolicy(key, Quorum.DEFAULT, Optional.empty(), Notices.NONE, 0, List.of(servers));
  }

  /** The same with another quorum. */
  public PoolPolicy withQuorum(long required, long hysteresis) {
    return new PoolPolicy(
        key, new Quorum(required, hysteresis), sorry, notices, panicPercent, servers);
  }

  /** The same with a sorry server. */
  public PoolPolicy withSorry(String name, boolean inhibit) {
    return new PoolPolicy(
        key, quorum, Optional.of(new Sorry(name, inhibit)), notices, panicPercent, servers);
  }

  /** The same with other notices. */
  public PoolPolicy withNotices(Notices other) {
    return new PoolPolicy(key, quorum, sorry, other, panicPercent, servers);
  }

  /** The same with a panic threshold. */
  public PoolPolicy withPanicThreshold(int percent) {
    return new PoolPolicy(key, quorum, sorry, notices, percent, servers);
  }

  /** The same with other real servers. */
  public PoolPolicy withServers(ServerPolicy... others) {
    return new PoolPolicy(key, quorum, sorry, notices, panicPercent, List.of(others));
  }
}
