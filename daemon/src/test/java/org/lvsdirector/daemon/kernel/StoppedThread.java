package org.lvsdirector.daemon.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import jnr.ffi.LibraryLoader;

/**
 * One thread of another process, stopped by ptrace(2) while the others go on: a loop that hangs. It
 * goes on when this is closed.
 */
final class StoppedThread implements AutoCloseable {
  private static final int PTRACE_SEIZE = 0x4206;
  private static final int PTRACE_INTERRUPT = 0x4207;

  /** Public only because the generated binding needs it. */
  public interface Calls {
    /** See ptrace(2). */
    long ptrace(int request, int pid, long address, long data);
  }

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread tracer;

  /**
   * Stops it and returns when it stands.
   *
   * @param task its folder in /proc
   */
  StoppedThread(Path task) {
    int number = Integer.parseInt(task.getFileName().toString());
    // The tracer is a thread, not a process; its end lets the traced one go.
    tracer = Thread.ofPlatform().daemon().name("tracer").start(() -> hold(number));
    Await.until(
        task + " is stopped", Await.LONG, () -> state(task).startsWith("t"), () -> state(task));
  }

  private void hold(int number) {
    Calls calls = LibraryLoader.create(Calls.class).load("c");
    if (calls.ptrace(PTRACE_SEIZE, number, 0, 0) != 0
        || calls.ptrace(PTRACE_INTERRUPT, number, 0, 0) != 0) {
      throw new IllegalStateException("ptrace of " + number + " is refused (needs CAP_SYS_PTRACE)");
    }
    try {
      over.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String state(Path task) {
    try {
      return Files.readString(task.resolve("status"))
          .lines()
          .filter(line -> line.startsWith("State:"))
          .findFirst()
          .map(line -> line.substring("State:".length()).strip())
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      tracer.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
