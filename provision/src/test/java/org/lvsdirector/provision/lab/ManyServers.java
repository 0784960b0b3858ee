package org.lvsdirector.provision.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Many servers on one segment, and what a command over all of them costs. As a program it prints
 * the figures: {@code lab/bench/provision}.
 */
final class ManyServers implements AutoCloseable {
  /**
   * The kernel counts processor time in hundredths of a second (USER_HZ), whatever its own tick.
   */
  private static final long TICK_MILLIS = 10;

  private final Segment segment = new Segment();
  private final List<LabServer> servers = new ArrayList<>();
  private final Path inventory;

  ManyServers(int count) {
    for (int i = 0; i < count; i++) {
      servers.add(segment.small(i));
    }
    segment.knowHosts();
    inventory = segment.inventory();
  }

  /**
   * One run of a command.
   *
   * @param took wall clock
   * @param own processor time of the command's process
   * @param theirs processor time of all the sshd and what they started
   * @param memoryKib the command's largest resident size
   */
  record Cost(
      int status, String out, Duration took, Duration own, Duration theirs, long memoryKib) {
    String figures() {
      return String.format(
          Locale.ROOT,
          "%.2f s; processor %.2f s here and %.2f s in sshd and what it runs; %d MiB resident",
          seconds(took),
          seconds(own),
          seconds(theirs),
          memoryKib / 1024);
    }
  }

  Cost run(String command, String... options) {
    long ownBefore = ticks(ProcessHandle.current().pid(), true);
    long theirsBefore = theirs();
    List<String> words = new ArrayList<>(segment.java());
    words.addAll(segment.words(command, inventory));
    words.addAll(List.of(options));
    long start = System.nanoTime();
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      AtomicLong memory = new AtomicLong();
      Thread watch = Thread.ofPlatform().start(() -> watch(process, memory));
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      watch.join();
      return new Cost(
          status,
          out,
          took,
          Duration.ofMillis(TICK_MILLIS * (ticks(ProcessHandle.current().pid(), true) - ownBefore)),
          Duration.ofMillis(TICK_MILLIS * (theirs() - theirsBefore)),
          memory.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** VmHWM only grows, so the last look before the end is the peak but for the last moments. */
  private static void watch(Process process, AtomicLong memory) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    while (process.isAlive()) {
      try {
        Files.readString(proc.resolve("status"))
            .lines()
            .filter(l -> l.startsWith("VmHWM:"))
            .forEach(l -> memory.set(Long.parseLong(l.replaceAll("[^0-9]", ""))));
      } catch (IOException e) {
        return; // It has just ended.
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private long theirs() {
    return servers.stream()
        .mapToLong(s -> ticks(s.sshdPid(), true) + ticks(s.sshdPid(), false))
        .sum();
  }

  /** proc(5): utime and stime are fields 14 and 15, those of children waited for 16 and 17. */
  private static long ticks(long pid, boolean ofChildren) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      int at = ofChildren ? 13 : 11;
      return Long.parseLong(words[at]) + Long.parseLong(words[at + 1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    segment.close();
  }

  /** Prints what apply, plan, verify and undo of so many servers cost. */
  public static void main(String[] args) {
    int count = Integer.parseInt(args[0]);
    String[] options = List.of(args).subList(1, args.length).toArray(String[]::new);
    try (ManyServers many = new ManyServers(count)) {
      System.out.println(
          count
              + " servers on this machine's "
              + Runtime.getRuntime().availableProcessors()
              + " processors");
      for (String command : List.of("apply", "plan", "verify", "undo")) {
        Cost cost = many.run(command, options);
        System.out.println("  " + command + ": " + cost.figures());
        if (cost.status() != 0) {
          System.out.println("  ended with " + cost.status() + "\n" + cost.out());
        }
      }
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
