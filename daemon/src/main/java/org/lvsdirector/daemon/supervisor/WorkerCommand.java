package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * The worker's command line: the options that concern it, and a heap that fits the number of
 * checks.
 */
final class WorkerCommand {
  private static final int SMALLEST_HEAP_MB = 64;
  private static final int CHECKERS_PER_64_MB = 2_000;

  private WorkerCommand() {}

  static List<String> of(RunOptions options, KeepalivedConfig config, boolean keepalived)
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
    if (options.release().keepIpvs()) {
      arguments.add("--dont-release-ipvs");
    }
    logging(options.logging(), keepalived, arguments);
    return new JvmCommand(JvmCommand.home()).worker(heapMegabytes(config), arguments);
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

  /**
   * 64 MB up to some hundred servers, then with their number; {@code @lvs_director worker_heap} has
   * the last word.
   */
  static int heapMegabytes(KeepalivedConfig config) {
    if (config.global().director().workerHeap().isPresent()) {
      return (int) Math.max(32, config.global().director().workerHeap().getAsLong() >> 20);
    }
    long servers = 0;
    long checkers = 0;
    for (VirtualServer service : config.lvs().virtualServers()) {
      servers += service.realServers().size();
      for (RealServer server : service.realServers()) {
        checkers += server.checkers().size();
      }
    }
    long steps = Math.max(servers / (4 * CHECKERS_PER_64_MB), checkers / CHECKERS_PER_64_MB);
    return (int) Math.min(4096, SMALLEST_HEAP_MB * (1 + steps));
  }
}
