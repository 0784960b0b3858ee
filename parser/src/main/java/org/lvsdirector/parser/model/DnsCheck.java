package org.lvsdirector.parser.model;

import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code DNS_CHECK}: one query over UDP (keepalived reference, LVS 20).
 *
 * @param timing when it runs
 * @param connection where it connects to
 * @param type {@code type}, default SOA
 * @param name {@code name}, default the root, written {@code .}
 * @param range where the block starts
 */
public record DnsCheck(
    CheckTiming timing, ConnectionOptions connection, DnsType type, String name, SourceRange range)
    implements NetworkChecker {
  @Override
  public String keyword() {
    return "DNS_CHECK";
  }
}
