package org.lvsdirector.daemon.kernel;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs with a bound on their time. */
final class Commands {
  static final Duration LIMIT = Duration.ofMinutes(2);

  private Commands() {}

  /** Runs to the end, with nothing on standard input. */
  static Ran run(ProcessBuilder builder) {
    try {
      Path out = Files.createTempFile("lab", ".out");
      Path err = Files.createTempFile("lab", ".err");
      try {
        Process process = start(builder, out, err);
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(
              "still running after " + LIMIT + ": " + builder.command() + "\n" + text(out, err));
        }
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + builder.command(), e);
    }
  }

  /** Runs to the end and demands success. */
  static String ok(ProcessBuilder builder) {
    Ran ran = run(builder);
    if (ran.status() != 0) {
      throw new AssertionError(
          "exit status " + ran.status() + ": " + builder.command() + "\n" + ran.all());
    }
    return ran.out();
  }

  static Process start(ProcessBuilder builder, Path out, Path err) throws IOException {
    return builder
        .redirectInput(new File("/dev/null"))
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  private static String text(Path... files) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : List.of(files)) {
      text.append(Files.readString(file));
    }
    return text.toString();
  }
}
