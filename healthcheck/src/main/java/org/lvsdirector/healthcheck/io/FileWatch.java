package org.lvsdirector.healthcheck.io;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.linux.io.Inotify;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.parser.model.FileCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows tracked files for FILE_CHECK: their directories are watched, and the checks of a file
 * that was written and closed, replaced or removed are told (keepalived reference, LVS 24). The
 * watch of a configuration ends with it.
 */
final class FileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
  private static final int EVENTS =
      Inotify.IN_CLOSE_WRITE | Inotify.IN_DELETE | Inotify.IN_MOVED_FROM | Inotify.IN_MOVED_TO;
  private static final Duration LONG = Duration.ofHours(1);

  private final Consumer<FileCheck> changed;
  private final Map<Path, List<FileCheck>> followers = new HashMap<>();
  private @Nullable Watcher watcher;

  /**
   * Nothing followed yet.
   *
   * @param changed told which check has to look again; called from the watching thread
   */
  FileWatch(Consumer<FileCheck> changed) {
    this.changed = changed;
  }

  /** Forgets the files of the former configuration. */
  void begin() {
    close();
    followers.clear();
  }

  /** A probe for this check, which is followed after {@link #settle}. */
  FileProbe watch(FileCheck check) {
    var probe = new FileProbe(check);
    Path directory = probe.path().toAbsolutePath().getParent();
    if (directory != null) {
      followers.computeIfAbsent(directory, _ -> new ArrayList<>()).add(check);
    }
    return probe;
  }

  /** Starts watching, if anything is followed. */
  void settle() {
    if (followers.isEmpty()) {
      return;
    }
    try {
      var starting = new Watcher(changed);
      watcher = starting;
      followers.forEach(starting::add);
      starting.start();
    } catch (LinuxException e) {
      LOG.error(
          "Tracked files cannot be watched, FILE_CHECK keeps its first values: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    Watcher old = watcher;
    watcher = null;
    if (old != null) {
      old.stop();
    }
  }

  /** One inotify instance and the platform thread that waits on it. */
  private static final class Watcher {
    private final Consumer<FileCheck> changed;
    private final Inotify inotify;
    private final Poller poller;
    private final Map<Integer, List<FileCheck>> watches = new HashMap<>();
    private volatile boolean stopped;

    Watcher(Consumer<FileCheck> changed) throws LinuxException {
      this.changed = changed;
      this.inotify = Inotify.open();
      this.poller = new Poller();
      poller.add(inotify);
    }

    void add(Path directory, List<FileCheck> checks) {
      try {
        watches.put(inotify.watch(directory, EVENTS), List.copyOf(checks));
        // What happened between the first reading and this line would be missed otherwise.
        checks.forEach(changed);
      } catch (LinuxException e) {
        LOG.error(
            "Directory {} of a tracked file cannot be watched, its files keep their values until"
                + " the next reload: {}",
            directory,
            e.getMessage());
      }
    }

    void start() {
      Thread.ofPlatform().daemon().name("track-files").start(this::follow);
    }

    private void follow() {
      try {
        while (!stopped) {
          boolean _ = poller.await(LONG).isEmpty();
          inotify.read().forEach(this::tell);
        }
      } catch (LinuxException e) {
        LOG.error(
            "Tracked files are not watched any more: {}; reload to try again", e.getMessage());
      } finally {
        poller.close();
        inotify.fd().close();
      }
    }

    /** An overflow belongs to no watch and means that any file may have changed. */
    private void tell(Inotify.Event event) {
      boolean all = event.is(Inotify.IN_Q_OVERFLOW);
      List<FileCheck> told =
          all
              ? watches.values().stream().flatMap(List::stream).toList()
              : watches.getOrDefault(event.watch(), List.of());
      for (FileCheck check : told) {
        Path file = Path.of(check.trackFile().path()).getFileName();
        if (all || (file != null && file.toString().equals(event.name()))) {
          changed.accept(check);
        }
      }
    }

    void stop() {
      stopped = true;
      poller.wakeup();
    }
  }
}
