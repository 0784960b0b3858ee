package org.lvsdirector.healthcheck.io;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs messages one at a time, in order, on the threads that bring them: who finds the box idle
 * works it off. So state behind it has one writer at any moment and needs no locks, and a check
 * result costs no switch to another thread.
 */
final class Mailbox implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private final ConcurrentLinkedQueue<Runnable> messages = new ConcurrentLinkedQueue<>();
  private final AtomicLong handled = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();

  /** How many messages have been taken out. */
  long handled() {
    return handled.get();
  }

  @Override
  public void execute(Runnable message) {
    messages.add(message);
    if (waiting.getAndIncrement() != 0) {
      return;
    }
    do {
      handled.incrementAndGet();
      Runnable next = messages.poll();
      if (next != null) {
        run(next);
      }
    } while (waiting.decrementAndGet() != 0);
  }

  private static void run(Runnable message) {
    try {
      message.run();
    } catch (RuntimeException | Error e) {
      // One broken message, or one short of memory, must not stop all checks for good: the box
      // would
      // look busy for ever.
      LOG.error("Health checks: a message failed, going on with the next one", e);
    }
  }
}
