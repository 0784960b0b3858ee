package org.lvsdirector.parser.model;

import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code AGENT_CHECK}: ours ({@code @lvs_director}): a TCP line such as {@code 75%}, {@code drain},
 * {@code up} or {@code down} sets the weight, as HAProxy defines it for its agent-check.
 *
 * @param timing when it runs
 * @param connection where it connects to
 * @param range where the block starts
 */
public record AgentCheck(CheckTiming timing, ConnectionOptions connection, SourceRange range)
    implements NetworkChecker {
  @Override
  public String keyword() {
    return "AGENT_CHECK";
  }
}
