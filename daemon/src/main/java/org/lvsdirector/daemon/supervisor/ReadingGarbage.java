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

  /** So much is left by a reading of a large text, and by no reading of a change in it. */
  private static final long MUCH = 16L << 20;

  private final Runtime heap = Runtime.getRuntime();
  private long left;

  /** Takes it away, if there is enough of it; to be called after a reading. */
  void collect() {
    long size = heap.totalMemory();
    if (size <= WORTH_A_PAUSE || used() - left < MUCH) {
      return;
    }
    long start = System.nanoTime();
    System.gc();
    left = used();
    LOG.debug(
        "heap of {} MiB collected in {} ms, {} MiB are left",
        size >> 20,
        (System.nanoTime() - start) / 1_000_000,
        heap.totalMemory() >> 20);
  }

  private long used() {
    return heap.totalMemory() - heap.freeMemory();
  }
}
