package org.lvsdirector.daemon.supervisor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What reading a large file leaves on the heap of the main process. Its young generation is small,
 * for short pauses of VRRP; so the text's tree ends up among the old objects, reading for reading,
 * until the heap is as large as it may be and one long pause takes it all away. Collected at once
 * it is a shorter pause, and far less is held.
 */
final class ReadingGarbage {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingGarbage.class);

  /** Up to here a heap is what a director of some hundred servers has. */
  private static final long WORTH_A_PAUSE = 48L << 20;

  private ReadingGarbage() {}

  /** Takes it away, if there is enough of it; to be called after a reading. */
  static void collect() {
    Runtime heap = Runtime.getRuntime();
    long before = heap.totalMemory();
    if (before <= WORTH_A_PAUSE) {
      return;
    }
    long start = System.nanoTime();
    System.gc();
    LOG.debug(
        "heap of {} MiB collected in {} ms, {} MiB are left",
        before >> 20,
        (System.nanoTime() - start) / 1_000_000,
        heap.totalMemory() >> 20);
  }
}
