package org.lvsdirector.parser.model;

import java.util.Optional;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code SSL}: client material shared by every SSL_GET.
 *
 * @param password {@code password} of the private key
 * @param ca {@code ca}: file of authorities; loaded, though peers are never verified
 * @param certificate {@code certificate}: PEM chain
 * @param key {@code key}: PEM private key
 * @param range where the block starts
 */
public record SslSettings(
    Optional<String> password,
    Optional<String> ca,
    Optional<String> certificate,
    Optional<String> key,
    SourceRange range) {
  /** Never shows the password. */
  @Override
  public String toString() {
    return "SslSettings[ca=" + ca + ", certificate=" + certificate + ", key=" + key + "]";
  }
}
