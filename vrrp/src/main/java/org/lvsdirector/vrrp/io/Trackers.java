package org.lvsdirector.vrrp.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.TrackFile;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.parser.model.VrrpSyncGroup;
import org.lvsdirector.vrrp.group.RouterEvent;

/**
 * What is tracked besides interfaces: scripts, files, processes. Each reports into the loop's queue
 * from a thread of its own. All are stopped and started anew at a reload (keepalived reference,
 * VRRP 12.9).
 */
final class Trackers implements AutoCloseable {
  private final Optional<String> namespace;
  private final Consumer<RouterEvent> reports;
  private final List<AutoCloseable> running = new ArrayList<>();

  Trackers(Optional<String> namespace, Consumer<RouterEvent> reports) {
    this.namespace = namespace;
    this.reports = reports;
  }

  /** Files and processes as they are now; to be taken into account before anything starts. */
  static List<RouterEvent> firstLook(KeepalivedConfig config) {
    List<RouterEvent> events = new ArrayList<>();
    for (TrackFile file : files(config)) {
      FileTracker.read(file).ifPresent(events::add);
    }
    ProcessTracker.count(config.vrrp().processes())
        .forEach((process, count) -> events.add(ProcessTracker.first(process, count)));
    return events;
  }

  /** What the scripts had answered to the program before, so that nobody has to wait for them. */
  static List<RouterEvent> asBefore(KeepalivedConfig config, HandOver before) {
    List<RouterEvent> events = new ArrayList<>();
    for (VrrpScript script : config.vrrp().scripts()) {
      Boolean up = before.scripts().get(script.name());
      if (up != null) {
        int runs = up ? script.rise() : 1;
        events.addAll(Collections.nCopies(runs, new RouterEvent.ScriptRan(script.name(), up)));
      }
    }
    return events;
  }

  /** Creates the files that {@code init_file} asks for; at start, not at reload. */
  static void createFiles(KeepalivedConfig config) {
    files(config).forEach(FileTracker::create);
  }

  void start(KeepalivedConfig config) {
    for (VrrpScript script : config.vrrp().scripts()) {
      running.add(ScriptTracker.start(script, namespace, reports));
    }
    List<TrackFile> files = files(config);
    if (!files.isEmpty()) {
      running.add(FileTracker.start(files, reports));
    }
    if (!config.vrrp().processes().isEmpty()) {
      running.add(
          ProcessTracker.start(
              config.vrrp().processes(),
              config.global().vrrp().processMonitorBuffer().wanted(),
              reports));
    }
  }

  /** Files that instances or groups track; others belong to the checkers. */
  private static List<TrackFile> files(KeepalivedConfig config) {
    return config.trackFiles().stream()
        .filter(
            f ->
                config.vrrp().instances().stream()
                        .map(VrrpInstance::tracking)
                        .anyMatch(t -> t.files().stream().anyMatch(e -> e.name().equals(f.name())))
                    || config.vrrp().syncGroups().stream()
                        .map(VrrpSyncGroup::tracking)
                        .anyMatch(t -> t.files().stream().anyMatch(e -> e.name().equals(f.name()))))
        .toList();
  }

  @Override
  public void close() {
    for (AutoCloseable tracker : running) {
      Quietly.close(tracker);
    }
    running.clear();
  }
}
