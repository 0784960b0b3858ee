package org.lvsdirector.vrrp.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Commands and waiting, for tests against the kernel. */
final class Shell {
  private Shell() {}

  /** Runs a command and answers what it wrote; fails with that text if it fails. */
  static String run(String... command) {
    Result result = attempt(command);
    if (result.status() != 0) {
      throw new IllegalStateException(List.of(command) + ": " + result.output());
    }
    return result.output();
  }

  record Result(int status, String output) {}

  static Result attempt(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Words separated by blanks. */
  static String sh(String line) {
    return run(line.trim().split("\\s+"));
  }

  /** Waits until a condition holds; fails after the limit. */
  static Duration until(String what, Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new AssertionError("not within " + limit + ": " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
