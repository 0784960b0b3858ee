package org.lvsdirector.healthcheck.io;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.conscrypt.AllocatedBuffer;
import org.conscrypt.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside the heap for TLS records, used again. Conscrypt would take 16 KiB anew for each
 * connection, which only a garbage collection gives back.
 */
final class TlsBuffers extends BufferAllocator {
  /** A record's plain text with room for its head; what is larger is not kept. */
  private static final int SIZE = 20 * 1024;

  /** More than these lie idle only after a burst. */
  private static final int KEPT = 32;

  private final ConcurrentLinkedQueue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  @Override
  public AllocatedBuffer allocateDirectBuffer(int capacity) {
    if (capacity > SIZE) {
      return AllocatedBuffer.wrap(ByteBuffer.allocateDirect(capacity));
    }
    ByteBuffer buffer = idle.poll();
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(SIZE);
    } else {
      count.decrementAndGet();
    }
    return new Lent(buffer.clear().limit(capacity));
  }

  /** How many lie idle. */
  int idle() {
    return idle.size();
  }

  private void giveBack(ByteBuffer buffer) {
    if (count.incrementAndGet() <= KEPT) {
      idle.add(buffer);
    } else {
      count.decrementAndGet();
    }
  }

  /** A buffer until it is released, once. */
  private final class Lent extends AllocatedBuffer {
    private final ByteBuffer view;
    private @Nullable ByteBuffer whole;

    Lent(ByteBuffer buffer) {
      whole = buffer;
      // Its capacity is what was asked for.
      view = buffer.slice();
    }

    @Override
    public ByteBuffer nioBuffer() {
      return view;
    }

    @Override
    public synchronized AllocatedBuffer release() {
      ByteBuffer back = whole;
      whole = null;
      if (back != null) {
        giveBack(back);
      }
      return this;
    }
  }
}
