package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.parser.model.FileCheck;

/** FILE_CHECK: reads its file when told to. A file that is missing or empty counts as 0. */
final class FileProbe implements Probe {
  private static final int READ = 127;

  private final FileCheck check;
  private long value;

  FileProbe(FileCheck check) {
    this.check = check;
  }

  Path path() {
    return Path.of(check.trackFile().path());
  }

  @Override
  public CheckResult run(int url) {
    var watch = new Stopwatch();
    OptionalLong read = OptionalLong.of(0);
    try (InputStream in = Files.newInputStream(path())) {
      read = TrackedNumber.parse(new String(in.readNBytes(READ), StandardCharsets.US_ASCII));
    } catch (IOException _) {
      // As in keepalived, a file that is not there holds 0.
    }
    value = read.orElse(value);
    return TrackedNumber.judge(check, value, watch.elapsed());
  }
}
