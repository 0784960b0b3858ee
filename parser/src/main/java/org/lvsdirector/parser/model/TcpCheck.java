package org.lvsdirector.parser.model;

import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code TCP_CHECK}: passes when a TCP connection opens.
 *
 * @param timing when it runs
 * @param connection where it connects to
 * @param range where the block starts
 */
public record TcpCheck(CheckTiming timing, ConnectionOptions connection, SourceRange range)
    implements NetworkChecker {
  @Override
  public String keyword() {
    return "TCP_CHECK";
  }

  /** A check with default timing, for tests. */
  public static TcpCheck of(ConnectionOptions connection) {
    return new TcpCheck(CheckTiming.DEFAULT, connection, SourceRange.NONE);
  }
}
