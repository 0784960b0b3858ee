package org.lvsdirector.parser.model;

import java.net.InetAddress;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code path_check}: ours ({@code @lvs_director path_check}): a TCP connection to the service's
 * own address, sent to this server alone the way Direct Routing does, so that "service fine, VIP
 * missing on its lo" is told apart from "service down". The connection options name the virtual
 * address and port.
 *
 * @param timing when it runs
 * @param connection where it connects to
 * @param server address of the real server under test
 * @param range where the block starts
 */
public record PathCheck(
    CheckTiming timing, ConnectionOptions connection, InetAddress server, SourceRange range)
    implements NetworkChecker {
  @Override
  public String keyword() {
    return "path_check";
  }
}
