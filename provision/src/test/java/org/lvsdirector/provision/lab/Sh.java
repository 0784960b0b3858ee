package org.lvsdirector.provision.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Runs programs for the tests. */
final class Sh {
  private Sh() {}

  /** The output of a program that must succeed. */
  static String run(String... words) {
    Result result = any(List.of(words));
    if (result.status() != 0) {
      throw new AssertionError(
          String.join(" ", words) + " ended with " + result.status() + ": " + result.out());
    }
    return result.out();
  }

  record Result(int status, String out) {}

  static Result any(List<String> words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** In a network namespace. */
  static String in(String namespace, String... words) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }

  /** Waits for a condition; the time is only a limit against hanging for ever. */
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain: " + what);
      }
      Thread.onSpinWait();
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
