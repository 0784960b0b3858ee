package org.lvsdirector.daemon.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that keeps running on a host, with its output (both streams) in one file. */
final class Running {
  private final Host host;
  private final Process outside;
  private final Path log;
  private final Path pidFile;

  Running(Host host, Process outside, Path log, Path pidFile) {
    this.host = host;
    this.outside = outside;
    this.log = log;
    this.pidFile = pidFile;
  }

  Host host() {
    return host;
  }

  /** Its number as the host's own processes see it. */
  String pid() {
    Await.until(pidFile + " is written", Await.LONG, () -> !read(pidFile).isBlank(), this::log);
    return read(pidFile).strip();
  }

  /** The folder in this machine's /proc of its thread of this name. */
  Path thread(String name) {
    return thread(program(), name);
  }

  /** The same of its worker. */
  Path workerThread(String name) {
    return thread(
        program()
            .children()
            .filter(child -> read(folder(child).resolve("cmdline")).contains("WorkerProcess"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no worker\n" + log())),
        name);
  }

  private ProcessHandle program() {
    return outside
        .children() // of nsenter, which waits outside
        .findFirst()
        .orElseThrow();
  }

  private static Path folder(ProcessHandle process) {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  private static Path thread(ProcessHandle process, String name) {
    try (Stream<Path> tasks = Files.list(folder(process).resolve("task"))) {
      return tasks
          .filter(task -> read(task.resolve("comm")).strip().equals(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no thread " + name + " in " + folder(process)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return outside.isAlive();
  }

  String log() {
    return read(log);
  }

  /** What was written from this octet on: for long logs that are looked at often. */
  String logFrom(long offset) {
    try (var file = new java.io.RandomAccessFile(log.toFile(), "r")) {
      byte[] rest = new byte[(int) Math.max(0, file.length() - offset)];
      file.seek(offset);
      file.readFully(rest);
      return new String(rest, java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many octets were written so far. */
  long logLength() {
    try {
      return Files.size(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    return log().lines().toList();
  }

  /** The lines with one of these words, the last hundred of them: of logs of any length. */
  String linesWith(String... words) {
    try (Stream<String> lines = Files.lines(log)) {
      Deque<String> last = new ArrayDeque<>();
      lines
          .filter(line -> Arrays.stream(words).anyMatch(line::contains))
          .forEach(
              line -> {
                last.add(line);
                if (last.size() > 100) {
                  last.remove();
                }
              });
      return String.join("\n", last) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitLog(String text) {
    Await.until("log says: " + text, Await.LONG, () -> log().contains(text), this::log);
  }

  /** Has it read its file again, and waits until that has taken effect in the main process. */
  void reload() {
    long from = logLength();
    signal("HUP");
    Await.until(
        "the reload is done",
        Await.LONG,
        () -> logFrom(from).contains("Reload finished"),
        () -> logFrom(from));
  }

  void signal(String name) {
    host.ok("kill", "-" + name, pid());
  }

  /** SIGCONT after a SIGSTOP: nsenter, which waits outside, has stopped itself with it. */
  void goOn() {
    signal("CONT");
    Commands.ok(new ProcessBuilder("kill", "-CONT", Long.toString(outside.pid())));
  }

  /** Sends SIGTERM and returns the exit status. */
  int terminate() {
    signal("TERM");
    return awaitExit();
  }

  int awaitExit() {
    try {
      if (!outside.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(
            "still running on " + host + " after " + Await.LONG + "\n" + log());
      }
      return outside.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an exit on " + host, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
