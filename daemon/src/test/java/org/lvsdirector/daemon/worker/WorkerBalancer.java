package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.parser.ParseResult;

/** Our worker's logic in this process, so that many files need one JVM. */
final class WorkerBalancer implements Balancer {
  private final ConfigurationReader reader;
  private final WorkerRuntime runtime;

  private WorkerBalancer(ConfigurationReader reader, WorkerRuntime runtime) {
    this.reader = reader;
    this.runtime = runtime;
  }

  static WorkerBalancer start(Path file) throws IOException {
    RunOptions options = TestWorkers.options(List.of("-f", file.toString(), "-C"));
    ConfigurationReader reader = ConfigurationReader.of(options);
    return new WorkerBalancer(
        reader, WorkerRuntime.start(options, read(reader).config(), TestWorkers.nobody()));
  }

  @Override
  public void reload() throws IOException {
    runtime.reload(read(reader).config());
  }

  @Override
  public void stop() {
    runtime.stop();
  }

  @Override
  public void kill() {
    // Its threads end with this process.
  }

  @Override
  public String log() {
    return "";
  }

  private static ParseResult read(ConfigurationReader reader) throws IOException {
    ParseResult result = reader.read();
    if (!result.canStart()) {
      throw new IOException("cannot be run: " + result.diagnostics());
    }
    return result;
  }
}
