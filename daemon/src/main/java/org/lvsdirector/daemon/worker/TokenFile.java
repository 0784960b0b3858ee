package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the file that holds the page's token. */
final class TokenFile {
  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

  private TokenFile() {}

  /** The token; empty where none is configured, or the file is empty or cannot be read. */
  static Optional<String> read(Optional<String> configured) {
    if (configured.isEmpty()) {
      return Optional.empty();
    }
    Path file = Path.of(configured.get());
    try {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      if (mode.contains(PosixFilePermission.OTHERS_READ)) {
        LOG.warn("status_token_file {} can be read by every user; chmod 600 {}", file, file);
      }
      String token = Files.readString(file).strip();
      if (token.isEmpty()) {
        LOG.error("status_token_file {} is empty; write a long random word into it", file);
        return Optional.empty();
      }
      return Optional.of(token);
    } catch (IOException e) {
      LOG.error(
          "status_token_file {}: {}; the page is served without it on loopback only",
          file,
          e.toString());
      return Optional.empty();
    }
  }
}
