package org.lvsdirector.healthcheck.io;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.HttpRequests.Url;
import org.lvsdirector.parser.model.Octets;

/**
 * Judges an answer as it comes in, without keeping it: status, then digest, then pattern; all that
 * are configured must agree (keepalived reference, LVS 17.3).
 */
final class BodyJudge {
  private final Url url;
  private final ResponseHead head;
  private final @Nullable MessageDigest md5;
  private final @Nullable RegexScan scan;
  private long received;

  BodyJudge(Url url, ResponseHead head, @Nullable RegexScan scan) {
    this.url = url;
    this.head = head;
    this.md5 = url.digest().isPresent() ? md5() : null;
    this.scan = scan;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no MD5, which every Java must have", e);
    }
  }

  /** The next bytes of the body. A digest covers no more of them than Content-Length says. */
  void accept(byte[] bytes, int length) {
    if (md5 != null) {
      long left = head.contentLength().orElse(Long.MAX_VALUE) - received;
      md5.update(bytes, 0, Math.clamp(left, 0, length));
    }
    if (scan != null) {
      scan.accept(bytes, length);
    }
    received += length;
  }

  /** Whether the body matters at all; otherwise it is only read to its end. */
  boolean looksAtTheBody() {
    return md5 != null || scan != null;
  }

  /** Why the answer is wrong; empty if it is right. Called once, after the last byte. */
  Optional<String> verdict() {
    if (!url.accepts(head.status())) {
      return Optional.of(
          head.status() == 0
              ? "the status line has no status code"
              : "status code " + head.status() + " is not one of those expected");
    }
    if (md5 != null) {
      String digest = Octets.of(md5.digest()).toHex();
      String wanted = url.digest().map(Octets::toHex).orElse("");
      if (!digest.equals(wanted)) {
        return Optional.of("digest of the body is " + digest + ", expected " + wanted);
      }
    }
    return scan == null ? Optional.empty() : scan.verdict();
  }
}
