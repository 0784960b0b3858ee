package org.lvsdirector.parser.model;

import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code HTTP_GET}: one GET per url, judged by status, digest and pattern (keepalived reference,
 * LVS 17).
 *
 * @param timing when it runs
 * @param connection where it connects to
 * @param http what is asked and what is expected
 * @param range where the block starts
 */
public record HttpGet(
    CheckTiming timing, ConnectionOptions connection, HttpRequests http, SourceRange range)
    implements NetworkChecker {
  @Override
  public String keyword() {
    return "HTTP_GET";
  }
}
