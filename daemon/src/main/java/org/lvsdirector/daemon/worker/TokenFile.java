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

  /**
   * The token; empty where none is configured.
   *
   * @param before what counts on where the file is empty or cannot be read: a file that is missing
   *     for a moment must not open the page to everyone on this host
   */
  static Optional<String> read(Optional<String> configured, Optional<String> before) {
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
        LOG.error(
            "status_token_file {} is empty; write a long random word into it; {}",
            file,
            consequence(before));
        return before;
      }
      return Optional.of(token);
    } catch (IOException e) {
      LOG.error("status_token_file {}: {}; {}", file, e.toString(), consequence(before));
      return before;
    }
  }

  private static String consequence(Optional<String> before) {
    return before.isPresent()
        ? "the token of before counts on"
        : "the page is served without it on loopback only";
  }
}
