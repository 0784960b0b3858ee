package org.lvsdirector.daemon.supervisor;

import java.time.Duration;
import java.util.Optional;
import org.lvsdirector.daemon.notify.Notifications;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.ScriptCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code startup_script} and {@code shutdown_script}: run to their end, within their time limits.
 */
final class StartupScripts {
  private static final Logger LOG = LoggerFactory.getLogger(StartupScripts.class);

  private StartupScripts() {}

  static void startup(KeepalivedConfig config) {
    run(
        "startup_script",
        config.global().scripts().startup(),
        config.global().scripts().startupTimeout());
  }

  static void shutdown(KeepalivedConfig config) {
    run(
        "shutdown_script",
        config.global().scripts().shutdown(),
        config.global().scripts().shutdownTimeout());
  }

  private static void run(String keyword, Optional<ScriptCommand> script, Duration limit) {
    script.ifPresent(
        command ->
            Notifications.runOnce(command, limit)
                .ifPresentOrElse(
                    status -> LOG.info("{} {} ended: {}", keyword, command, status),
                    () ->
                        LOG.error(
                            "{} {} did not run to its end within {} s; going on",
                            keyword,
                            command,
                            limit.toSeconds())));
  }
}
