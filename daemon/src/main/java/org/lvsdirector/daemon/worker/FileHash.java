package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of a file as it was at one moment. That of a large file costs more than the reload that
 * wants it, so it is worked out when somebody asks, and is not known if the file was written in
 * between.
 */
final class FileHash {
  /** Octets that are hashed at once. */
  static final long SMALL = 256L << 10;

  private final Path file;
  private final @Nullable Stamp stamp;
  private @Nullable String hash;

  private record Stamp(long size, FileTime written, @Nullable Object key) {
    static @Nullable Stamp of(Path file) {
      try {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
      } catch (IOException _) {
        return null;
      }
    }
  }

  /** Of the file as it is now. */
  FileHash(Path file) {
    this.file = file;
    this.stamp = Stamp.of(file);
    if (stamp != null && stamp.size < SMALL) {
      hash = compute();
    }
  }

  /** In hexadecimal digits; empty if it is not known. */
  synchronized String text() {
    if (hash == null) {
      String computed = stamp == null ? "" : compute();
      hash = stamp != null && stamp.equals(Stamp.of(file)) ? computed : "";
    }
    return hash;
  }

  private String compute() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException _) {
      return "";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
