package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.link.Link;
import org.lvsdirector.daemon.options.KeepalivedArguments;
import org.lvsdirector.daemon.options.Request;
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
    List<String> words = List.of("-f", file.toString(), "-C");
    if (!(KeepalivedArguments.parseRun(words) instanceof Request.Run(RunOptions options, _))) {
      throw new IllegalStateException("not understood: " + words);
    }
    ConfigurationReader reader = ConfigurationReader.of(options);
    Link nobody = new Link(InputStream.nullInputStream(), OutputStream.nullOutputStream());
    return new WorkerBalancer(
        reader, WorkerRuntime.start(options, read(reader).config(), new MainProcessLink(nobody)));
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
