package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.lvsdirector.parser.model.FileSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code reload_file}: a file that exists, empty, exactly while a reload reads the configuration's
 * files, so that who writes them can wait (keepalived reference, parser 23.7). An existing one is
 * emptied at the start.
 */
final class ReloadMarker {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadMarker.class);

  /** Beside the pid files, where the keyword has no argument. */
  private static final Path USUAL = Path.of("/run/keepalived.reload");

  private Optional<Path> standing = Optional.empty();

  /** The reading begins, under the configuration that runs until now. */
  void begin(FileSettings.Reload settings) {
    end();
    settings.file().map(name -> name.isEmpty() ? USUAL : Path.of(name)).ifPresent(this::create);
  }

  /** Everything has been read. */
  void end() {
    standing.ifPresent(ReloadMarker::remove);
    standing = Optional.empty();
  }

  private void create(Path path) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(path, "");
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
      standing = Optional.of(path);
    } catch (IOException e) {
      LOG.warn("reload_file {} cannot be made: {}; the reload goes on", path, e.toString());
    }
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn(
          "reload_file {} stays behind: {}; remove it, or who waits for its end waits for ever",
          path,
          e.toString());
    }
  }
}
