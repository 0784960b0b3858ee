package org.lvsdirector.parser.model;

import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code SSL_GET}: as HTTP_GET, over TLS (keepalived reference, LVS 17.6). The peer is never
 * verified.
 *
 * @param timing when it runs
 * @param connection where it connects to
 * @param http what is asked and what is expected
 * @param range where the block starts
 */
public record SslGet(
    CheckTiming timing, ConnectionOptions connection, HttpRequests http, SourceRange range)
    implements NetworkChecker {
  @Override
  public String keyword() {
    return "SSL_GET";
  }
}
