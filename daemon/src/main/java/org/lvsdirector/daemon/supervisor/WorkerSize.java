package org.lvsdirector.daemon.supervisor;

import java.nio.charset.StandardCharsets;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * What a worker needs of Java for its configuration.
 *
 * @param heapMegabytes largest heap
 * @param manyChecks whether the second compiler earns the 30 MiB it takes: it saves a tenth of the
 *     processor time of many checks, and costs more than it saves where there is little to do but
 *     to read the file
 */
record WorkerSize(int heapMegabytes, boolean manyChecks) {
  private static final int SMALLEST_HEAP_MB = 64;
  private static final int LARGEST_HEAP_MB = 4096;
  private static final int CHECKERS_PER_64_MB = 2_000;
  private static final int SERVERS_PER_64_MB = 4 * CHECKERS_PER_64_MB;

  /**
   * 64 MB up to some hundred servers, then with their number; {@code @lvs_director worker_heap} has
   * the last word.
   */
  static WorkerSize of(KeepalivedConfig config) {
    long servers = 0;
    long checkers = 0;
    for (VirtualServer service : config.lvs().virtualServers()) {
      servers += service.realServers().size();
      for (RealServer server : service.realServers()) {
        checkers += server.checkers().size();
      }
    }
    WorkerSize size = of(servers, checkers);
    return config.global().director().workerHeap().isPresent()
        ? new WorkerSize(
            (int) Math.max(32, config.global().director().workerHeap().getAsLong() >> 20),
            size.manyChecks)
        : size;
  }

  /** A guess by how often words of a file occur, for a worker that starts before it is read. */
  static WorkerSize guess(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return of(count(text, "real_server"), count(text, "_CHECK") + count(text, "_GET"));
  }

  private static WorkerSize of(long servers, long checkers) {
    long steps = Math.max(servers / SERVERS_PER_64_MB, checkers / CHECKERS_PER_64_MB);
    int heap = (int) Math.min(LARGEST_HEAP_MB, SMALLEST_HEAP_MB * (1 + steps));
    return new WorkerSize(heap, checkers >= CHECKERS_PER_64_MB);
  }

  private static long count(String text, String word) {
    long found = 0;
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
      found++;
    }
    return found;
  }
}
