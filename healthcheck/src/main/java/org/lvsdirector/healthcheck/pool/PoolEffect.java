package org.lvsdirector.healthcheck.pool;

import java.util.Optional;
import org.lvsdirector.parser.model.ScriptCommand;

/** Something to be done outside, in the order given; the pool itself does nothing. */
public sealed interface PoolEffect {
  /** The virtual server it is about. */
  PoolKey pool();

  /**
   * A notify script to start and forget, with exactly its configured words.
   *
   * @param server the real server for notify_up and notify_down, empty for quorum scripts
   * @param up whether it tells good news
   */
  record RunScript(PoolKey pool, Optional<ServerKey> server, boolean up, ScriptCommand script)
      implements PoolEffect {}

  /** A line for the notify FIFOs, without its end. */
  record FifoLine(PoolKey pool, String line) implements PoolEffect {}

  /**
   * A mail.
   *
   * @param subject without the {@code [router_id] } in front
   * @param body one line
   */
  record Mail(PoolKey pool, String subject, String body) implements PoolEffect {}

  /** A line for the log. */
  record LogLine(PoolKey pool, boolean warning, String text) implements PoolEffect {}
}
