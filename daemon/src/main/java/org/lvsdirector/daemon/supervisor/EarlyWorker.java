package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.link.Link;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker that reads a large configuration at the same time as the main process, instead of after
 * it: with 36,000 real servers half of the time to a full table is reading. Until it is told to go
 * it touches nothing. One that the configuration does not want so, or at all, is ended.
 */
final class EarlyWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EarlyWorker.class);

  /** Bytes; below it a file is read faster than a process is started. */
  private static final long LARGE = 256L << 10;

  /** Bytes; above it the reader will refuse the file. */
  private static final long TOO_LARGE = 64L << 20;

  private final WorkerSize size;
  private @Nullable Process process;

  private EarlyWorker(WorkerSize size, Process process) {
    this.size = size;
    this.process = process;
  }

  /**
   * Starts one where the main file is large; must be called by the thread that starts workers.
   *
   * @return empty where nothing is gained
   */
  static Optional<EarlyWorker> begin(RunOptions options, boolean keepalived) {
    if (!options.halves().checks() || options.process().namespace().isPresent()) {
      return Optional.empty();
    }
    try {
      long bytes = Files.size(options.file());
      if (bytes < LARGE || bytes > TOO_LARGE) {
        return Optional.empty();
      }
      WorkerSize size = WorkerSize.guess(Files.readAllBytes(options.file()));
      var builder = new ProcessBuilder(WorkerCommand.of(options, size, keepalived));
      builder.environment().put(Link.WAIT_VARIABLE, "go");
      return Optional.of(
          new EarlyWorker(size, builder.redirectError(ProcessBuilder.Redirect.INHERIT).start()));
    } catch (IOException e) {
      LOG.debug("no worker reads {} beside the main process: {}", options.file(), e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * The process, if it is as the configuration wants its worker; from then on it is the caller's.
   */
  Optional<Process> take(KeepalivedConfig config) {
    Process begun = process;
    if (begun == null
        || !begun.isAlive()
        || !size.equals(WorkerSize.of(config))
        || config.process().netNamespace().isPresent()) {
      return Optional.empty();
    }
    process = null;
    return Optional.of(begun);
  }

  /** Ends the process if nobody took it. */
  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      process = null;
    }
  }
}
