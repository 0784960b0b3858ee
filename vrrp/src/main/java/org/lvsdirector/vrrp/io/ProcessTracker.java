package org.lvsdirector.vrrp.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.linux.io.ProcConnector;
import org.lvsdirector.parser.model.TrackProcess;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.track.TrackedProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts processes (keepalived reference, VRRP 11.7). The process connector says when to look
 * again; where there is none (containers, namespaces), /proc is read every second. One platform
 * thread.
 */
final class ProcessTracker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("org.lvsdirector.vrrp");
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A fork storm is looked at this often, not at every fork. */
  private static final Duration CALM = Duration.ofMillis(20);

  private static final int RECEIVE_BUFFER = 1 << 20;

  private final List<TrackProcess> processes;
  private final Consumer<RouterEvent> reports;
  private final Poller poller;
  private final int receiveBuffer;
  private final InstantSource clock = new MonotonicClock();
  private final Map<String, TrackedProcess> states = new HashMap<>();
  private final Thread thread;
  private Optional<ProcConnector> connector = Optional.empty();
  private volatile boolean closed;

  private ProcessTracker(
      List<TrackProcess> processes,
      Poller poller,
      int receiveBuffer,
      Consumer<RouterEvent> reports) {
    this.processes = processes;
    this.receiveBuffer = receiveBuffer;
    this.reports = reports;
    this.poller = poller;
    this.thread = Thread.ofPlatform().daemon().name("vrrp-track-proc").unstarted(this::run);
  }

  static AutoCloseable start(
      List<TrackProcess> processes,
      Optional<Integer> receiveBuffer,
      Consumer<RouterEvent> reports) {
    try {
      var tracker =
          new ProcessTracker(
              processes, new Poller(), receiveBuffer.orElse(RECEIVE_BUFFER), reports);
      tracker.thread.start();
      return tracker;
    } catch (LinuxException e) {
      LOG.error("processes are not tracked: {}", e.getMessage());
      return () -> {};
    }
  }

  private void run() {
    try {
      subscribe();
      while (!closed) {
        look();
        if (!poller.await(wait(clock.instant())).isEmpty()) {
          drain();
        }
      }
    } catch (LinuxException e) {
      LOG.error("processes are no longer tracked: {}", e.getMessage());
    } finally {
      connector.ifPresent(ProcConnector::close);
      poller.close();
    }
  }

  private void subscribe() {
    try {
      ProcConnector opened = ProcConnector.open(receiveBuffer);
      connector = Optional.of(opened);
      poller.add(opened);
    } catch (LinuxException e) {
      LOG.info("no process events ({}); /proc is read every second", e.getMessage());
    }
  }

  private void drain() throws LinuxException {
    if (connector.isPresent()) {
      try {
        while (!connector.get().read().isEmpty()) {
          // only that something happened matters
        }
      } catch (LinuxException e) {
        LOG.debug("process events were lost ({}); looking anyway", e.getMessage());
      }
    }
    java.util.concurrent.locks.LockSupport.parkNanos(CALM.toNanos());
  }

  private Duration wait(Instant now) {
    Duration longest = connector.isPresent() ? POLL.multipliedBy(60) : POLL;
    return states.values().stream()
        .flatMap(s -> s.changeAt().stream())
        .map(at -> Duration.between(now, at))
        .min(Duration::compareTo)
        .filter(d -> d.compareTo(longest) < 0)
        .orElse(longest);
  }

  private void look() {
    Instant now = clock.instant();
    count(processes)
        .forEach(
            (process, count) -> {
              TrackedProcess before = states.get(process.name());
              TrackedProcess after =
                  before == null
                      ? TrackedProcess.first(process, count)
                      : before.seen(process, count, now);
              states.put(process.name(), after);
              if (before == null || before.quorum() != after.quorum()) {
                reports.accept(new RouterEvent.ProcessCounted(process.name(), after.quorum()));
              }
            });
  }

  static RouterEvent first(TrackProcess process, int count) {
    return new RouterEvent.ProcessCounted(
        process.name(), TrackedProcess.first(process, count).quorum());
  }

  /** How many of each there are. */
  static Map<TrackProcess, Integer> count(List<TrackProcess> processes) {
    Map<TrackProcess, Integer> counts = new LinkedHashMap<>();
    processes.forEach(p -> counts.put(p, 0));
    if (processes.isEmpty()) {
      return counts;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        count(process, counts);
      }
    } catch (IOException e) {
      LOG.warn("reading /proc: {}", e.toString());
    }
    return counts;
  }

  private static void count(Path process, Map<TrackProcess, Integer> counts) {
    try {
      String comm = Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1).strip();
      String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
      List<String> words = line.isEmpty() ? List.of() : List.of(line.split("\0", -1));
      List<String> arguments =
          words.isEmpty() || !words.getLast().isEmpty()
              ? words
              : words.subList(0, words.size() - 1);
      counts.replaceAll((p, n) -> TrackedProcess.matches(p, comm, arguments) ? n + 1 : n);
    } catch (IOException e) {
      // It ended while we looked.
      LOG.trace("{}", e.toString());
    }
  }

  @Override
  public void close() {
    closed = true;
    poller.wakeup();
  }
}
