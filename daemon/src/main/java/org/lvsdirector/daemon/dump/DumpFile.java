package org.lvsdirector.daemon.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.ProcessSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where keepalived's dumps go, and how they get there: mode 0600, written beside and moved into
 * place, so that nobody follows a link or reads half of one (keepalived reference, VRRP 23.1 and
 * LVS 28).
 */
public final class DumpFile {
  private static final Logger LOG = LoggerFactory.getLogger(DumpFile.class);

  private DumpFile() {}

  /** {@code $TMPDIR} if it is an absolute path, else {@code /tmp}. */
  public static Path folder() {
    String configured = System.getenv("TMPDIR");
    return Path.of(configured != null && configured.startsWith("/") ? configured : "/tmp");
  }

  /**
   * The state dump of one process: {@code state_dump_file} is a folder if it ends in a slash, else
   * a path, relative to the temporary folder; the suffix goes before its extension.
   *
   * @param suffix {@code ""} for VRRP, {@code "_check"} for the checks, {@code "_parent"}
   */
  public static Path state(KeepalivedConfig config, String suffix) {
    String configured = config.global().files().stateDump().orElse("");
    boolean directory = configured.isEmpty() || configured.endsWith("/");
    Path path = folder().resolve(directory ? configured + "keepalived.data" : configured);
    String name = String.valueOf(path.getFileName());
    String all = suffix + (config.global().files().useInstance() ? instance(config.process()) : "");
    int dot = name.lastIndexOf('.');
    return path.resolveSibling(
        dot < 0 ? name + all : name.substring(0, dot) + all + name.substring(dot));
  }

  private static String instance(ProcessSettings process) {
    return part(process.netNamespace()) + part(process.instance());
  }

  private static String part(Optional<String> name) {
    return name.map(n -> "_" + n).orElse("");
  }

  /** Writes a dump; what goes wrong is logged. */
  public static void write(Path path, String text) {
    Path folder = path.toAbsolutePath().getParent();
    try {
      Path fresh =
          Files.createTempFile(
              folder == null ? Path.of("/") : folder,
              ".keepalived",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(fresh, text);
        Files.move(
            fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      LOG.error("dump {}: {}; check that its folder exists and has room", path, e.toString());
    }
  }
}
