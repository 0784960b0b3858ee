package org.lvsdirector.parser.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How scripts are run, and the two scripts of the parent (keepalived reference, parser 22).
 *
 * @param defaultUser {@code script_user}, else the account keepalived_script, else the daemon's own
 *     identity
 * @param security {@code enable_script_security}
 * @param useSymlinkPaths {@code use_symlink_paths}
 * @param startup {@code startup_script}, run before anything starts
 * @param startupTimeout {@code startup_script_timeout}, 1..1000 s, default 10 s
 * @param shutdown {@code shutdown_script}, run after everything has stopped
 * @param shutdownTimeout {@code shutdown_script_timeout}, 1..1000 s, default 10 s
 */
public record ScriptSettings(
    ScriptUser defaultUser,
    boolean security,
    boolean useSymlinkPaths,
    Optional<ScriptCommand> startup,
    Duration startupTimeout,
    Optional<ScriptCommand> shutdown,
    Duration shutdownTimeout) {
  /** Nothing configured, scripts run as root. */
  public static final ScriptSettings DEFAULT =
      new ScriptSettings(
          ScriptUser.ROOT,
          false,
          false,
          Optional.empty(),
          Duration.ofSeconds(10),
          Optional.empty(),
          Duration.ofSeconds(10));
}
