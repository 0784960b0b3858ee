package org.lvsdirector.daemon.worker;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.link.Link;
import org.lvsdirector.daemon.options.KeepalivedArguments;
import org.lvsdirector.daemon.options.Request;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.linux.io.LinuxException;

/** Workers in this process, without a main process. */
final class TestWorkers {
  private TestWorkers() {}

  /** One with its table in memory. */
  static WorkerRuntime inMemory(Path file) throws LinuxException {
    RunOptions options = options(List.of("--ipvs", "memory", "-C", "-f", file.toString()));
    return WorkerRuntime.start(options, ConfigurationReader.of(options).read().config(), nobody());
  }

  static RunOptions options(List<String> words) {
    if (!(KeepalivedArguments.parseRun(words) instanceof Request.Run(RunOptions options, _))) {
      throw new IllegalArgumentException("not understood: " + words);
    }
    return options;
  }

  /** Nobody listens at its other end. */
  static MainProcessLink nobody() {
    return new MainProcessLink(
        new Link(InputStream.nullInputStream(), OutputStream.nullOutputStream()));
  }
}
