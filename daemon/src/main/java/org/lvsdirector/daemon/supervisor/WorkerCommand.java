package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.parser.model.KeepalivedConfig;

/** The worker's command line: the options that concern it, and what Java needs for its size. */
final class WorkerCommand {
  private WorkerCommand() {}

  static List<String> of(RunOptions options, KeepalivedConfig config, boolean keepalived)
      throws IOException {
    return of(options, WorkerSize.of(config), keepalived);
  }

  static List<String> of(RunOptions options, WorkerSize size, boolean keepalived)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(keepalived ? "keepalived" : "run");
    arguments.add("--use-file=" + options.file());
    arguments.add("--dont-fork");
    arguments.add(
        "--ipvs="
            + (options.ipvs() == org.lvsdirector.daemon.options.IpvsBackend.MEMORY
                ? "memory"
                : "kernel"));
    options.configId().ifPresent(id -> arguments.add("--config-id=" + id));
    if (options.allConfig()) {
      arguments.add("--all-config");
    }
    if (options.halves().all()) {
      arguments.add("--all");
    }
    options
        .process()
        .umask()
        .ifPresent(mask -> arguments.add("--umask=0" + Integer.toOctalString(mask)));
    if (options.release().keepIpvs()) {
      arguments.add("--dont-release-ipvs");
    }
    logging(options.logging(), keepalived, arguments);
    return new JvmCommand(JvmCommand.home()).worker(size, arguments);
  }

  private static void logging(
      RunOptions.Logging logging, boolean keepalived, List<String> arguments) {
    if (logging.console() && keepalived) {
      arguments.add("--log-console");
    }
    for (int i = 0; i < logging.detail(); i++) {
      arguments.add("--log-detail");
    }
    if (!logging.syslog() && keepalived) {
      arguments.add("--no-syslog");
    }
    arguments.add("--log-facility=" + logging.facility());
    logging.file().ifPresent(file -> arguments.add("--log-file=" + file));
  }
}
