package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.linux.io.OfdLock;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pid files: claimed at start, locked while the process lives, removed at the end. */
final class RunFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);

  /** Nothing claimed. */
  static final RunFiles NONE =
      new RunFiles(new PidFiles(Optional.empty(), Optional.empty(), Optional.empty()));

  private final PidFiles paths;
  private final List<Path> written = new ArrayList<>();
  private final List<OfdLock> locked = new ArrayList<>();

  private RunFiles(PidFiles paths) {
    this.paths = paths;
  }

  /**
   * Claims the pid files.
   *
   * @throws DaemonRefusal with status 0, as keepalived has it, if a daemon runs already; with 1 if
   *     a file cannot be written
   */
  static RunFiles claim(RunOptions options, KeepalivedConfig config, boolean keepalived)
      throws DaemonRefusal {
    RunFiles files = new RunFiles(PidFiles.of(options, config.process(), keepalived));
    try {
      if (files.paths.main().isPresent()) {
        files.claimMain(files.paths.main().get());
      }
      if (files.paths.vrrp().isPresent() && options.halves().vrrp() && config.vrrp().needed()) {
        files.write(files.paths.vrrp().get(), ProcessHandle.current().pid());
      }
    } catch (IOException e) {
      files.close();
      throw new DaemonRefusal(
          ExitStatus.FATAL, "pid file: " + e + "; check that its folder exists and is writable");
    }
    return files;
  }

  private void claimMain(Path path) throws IOException, DaemonRefusal {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    OfdLock lock =
        OfdLock.tryLock(path, 0644)
            .orElseThrow(
                () ->
                    new DaemonRefusal(
                        ExitStatus.OK, "daemon is already running: another process holds " + path));
    locked.add(lock);
    written.add(path);
    lock.write(ProcessHandle.current().pid() + "\n");
  }

  /** Notes the worker's pid. */
  void workerStarted(Optional<Long> pid) {
    if (paths.checkers().isPresent() && pid.isPresent()) {
      try {
        write(paths.checkers().get(), pid.get());
      } catch (IOException e) {
        LOG.warn("pid file of the worker: {}", e.toString());
      }
    }
  }

  private void write(Path path, long pid) throws IOException {
    Files.writeString(path, pid + "\n");
    if (!written.contains(path)) {
      written.add(path);
    }
  }

  @Override
  public void close() {
    for (Path path : written) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        LOG.warn("pid file {} stays behind: {}", path, e.toString());
      }
    }
    locked.forEach(OfdLock::close);
  }
}
