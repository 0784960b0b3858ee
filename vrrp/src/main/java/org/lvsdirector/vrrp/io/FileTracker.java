package org.lvsdirector.vrrp.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.lvsdirector.linux.io.Inotify;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.parser.model.TrackFile;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.track.TrackedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows track files by their directories (keepalived reference, VRRP 11.1). One platform thread
 * for all.
 */
final class FileTracker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("org.lvsdirector.vrrp");
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final int CHANGES =
      Inotify.IN_CLOSE_WRITE | Inotify.IN_MOVED_FROM | Inotify.IN_MOVED_TO | Inotify.IN_DELETE;

  private final Inotify inotify;
  private final Poller poller;
  private final Map<Integer, List<TrackFile>> watches = new HashMap<>();
  private final Consumer<RouterEvent> reports;
  private final Thread thread;
  private volatile boolean closed;

  private FileTracker(Inotify inotify, Poller poller, Consumer<RouterEvent> reports) {
    this.inotify = inotify;
    this.poller = poller;
    this.reports = reports;
    this.thread = Thread.ofPlatform().daemon().name("vrrp-track-file").unstarted(this::run);
  }

  static AutoCloseable start(List<TrackFile> files, Consumer<RouterEvent> reports) {
    try {
      var tracker = new FileTracker(Inotify.open(), new Poller(), reports);
      tracker.watch(files);
      tracker.thread.start();
      return tracker;
    } catch (LinuxException e) {
      LOG.error("track files are not followed: {}", e.getMessage());
      return () -> {};
    }
  }

  private void watch(List<TrackFile> files) {
    for (TrackFile file : files) {
      Path directory = Path.of(file.path()).toAbsolutePath().resolveSibling("");
      try {
        int watch = inotify.watch(directory, CHANGES);
        watches.computeIfAbsent(watch, _ -> new ArrayList<>()).add(file);
      } catch (LinuxException e) {
        LOG.error("track_file {}: {}", file.name(), e.getMessage());
      }
    }
    poller.add(inotify);
  }

  private void run() {
    try {
      // Between the first look and the watch something may have been written.
      watches.values().forEach(list -> list.forEach(this::report));
      while (!closed) {
        if (!poller.await(IDLE).isEmpty()) {
          inotify.read().forEach(this::changed);
        }
      }
    } catch (LinuxException e) {
      LOG.error("track files are no longer followed: {}", e.getMessage());
    } finally {
      inotify.close();
      poller.close();
    }
  }

  private void changed(Inotify.Event event) {
    if (event.is(Inotify.IN_Q_OVERFLOW)) {
      watches.values().forEach(list -> list.forEach(this::report));
      return;
    }
    watches.getOrDefault(event.watch(), List.of()).stream()
        .filter(f -> f.path().endsWith("/" + event.name()) || f.path().equals(event.name()))
        .forEach(this::report);
  }

  private void report(TrackFile file) {
    read(file).ifPresent(reports);
  }

  /** The value of a file; a missing one is 0, an unreadable number keeps the value that was. */
  static Optional<RouterEvent> read(TrackFile file) {
    try {
      String content = Files.readString(Path.of(file.path()), StandardCharsets.ISO_8859_1);
      OptionalInt value = TrackedFile.parse(content);
      if (value.isEmpty()) {
        LOG.warn("track_file {}: number beyond 32 bits ignored", file.name());
        return Optional.empty();
      }
      return Optional.of(new RouterEvent.FileRead(file.name(), value.getAsInt()));
    } catch (NoSuchFileException e) {
      return Optional.of(new RouterEvent.FileRead(file.name(), 0));
    } catch (IOException e) {
      LOG.warn("track_file {}: {}", file.name(), e.toString());
      return Optional.of(new RouterEvent.FileRead(file.name(), 0));
    }
  }

  /** {@code init_file}. */
  static void create(TrackFile file) {
    Path path = Path.of(file.path());
    file.initFile()
        .filter(i -> i.overwrite() || !Files.exists(path))
        .ifPresent(
            i -> {
              try {
                var _ = Files.writeString(path, i.value() + "\n");
              } catch (IOException e) {
                LOG.warn("track_file {}: init_file: {}", file.name(), e.toString());
              }
            });
  }

  @Override
  public void close() {
    closed = true;
    poller.wakeup();
  }
}
