package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.lvsdirector.parser.model.FileSettings;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.vrrp.io.VrrpSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes keepalived's dumps where its users look for them: {@code keepalived.data}, {@code .stats}
 * and {@code .json} in {@code $TMPDIR} or {@code /tmp}, mode 0600. Each is written beside and moved
 * into place, so that nobody follows a link or reads half of one.
 */
final class Dumps {
  private static final Logger LOG = LoggerFactory.getLogger(Dumps.class);

  private Dumps() {}

  static void write(ControlSignal signal, KeepalivedConfig config, VrrpSnapshot snapshot) {
    switch (signal) {
      case DATA -> write(stateDump(config.global().files()), VrrpText.data(snapshot));
      case STATS, STATS_CLEAR ->
          write(folder().resolve("keepalived.stats"), VrrpText.stats(snapshot));
      case JSON -> {
        if (!snapshot.instances().isEmpty()) {
          String json =
              new VrrpJson(config.vrrp())
                  .dump(snapshot, config.global().files().jsonVersion())
                  .toString();
          // keepalived writes each slash with a backslash before it.
          write(folder().resolve("keepalived.json"), json.replace("/", "\\/") + "\n");
        }
      }
      case RELOAD, STOP, TDUMP -> {
        // Nothing to write.
      }
    }
  }

  /**
   * {@code state_dump_file}: a folder if it ends in a slash, else a path, relative to the temporary
   * folder.
   */
  private static Path stateDump(FileSettings files) {
    Optional<String> configured = files.stateDump();
    if (configured.isEmpty()) {
      return folder().resolve("keepalived.data");
    }
    String text = configured.get();
    return text.endsWith("/") ? Path.of(text).resolve("keepalived.data") : folder().resolve(text);
  }

  private static Path folder() {
    String configured = System.getenv("TMPDIR");
    return Path.of(configured != null && configured.startsWith("/") ? configured : "/tmp");
  }

  private static void write(Path path, String text) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Path fresh =
          Files.createTempFile(
              folder == null ? Path.of("/") : folder,
              ".keepalived",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, text);
      Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.error("dump {}: {}", path, e.toString());
    }
  }
}
