package org.lvsdirector.parser.model;

import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code PING_CHECK}: ICMP echo over a datagram socket (keepalived reference, LVS 23); port and
 * mark are not used.
 *
 * @param timing when it runs
 * @param connection where it connects to
 * @param range where the block starts
 */
public record PingCheck(CheckTiming timing, ConnectionOptions connection, SourceRange range)
    implements NetworkChecker {
  @Override
  public String keyword() {
    return "PING_CHECK";
  }
}
