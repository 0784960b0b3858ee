package org.lvsdirector.parser.model;

import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code SMTP_CHECK}: greeting, HELO, QUIT (keepalived reference, LVS 19). Each {@code host} block
 * becomes a checker of its own.
 *
 * @param timing when it runs
 * @param connection where it connects to
 * @param heloName {@code helo_name}, default smtpchecker.keepalived.org
 * @param range where the block starts
 */
public record SmtpCheck(
    CheckTiming timing, ConnectionOptions connection, String heloName, SourceRange range)
    implements NetworkChecker {
  @Override
  public String keyword() {
    return "SMTP_CHECK";
  }
}
