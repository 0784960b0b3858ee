package org.lvsdirector.parser.model;

import java.util.Optional;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code UDP_CHECK}: one datagram; ICMP errors or a missing or wrong reply fail it (keepalived
 * reference, LVS 22).
 *
 * @param timing when it runs
 * @param connection where it connects to
 * @param payload {@code payload}; default 32 octets of the phrase "keepalived check - " repeated
 *     and cut
 * @param requireReply {@code require_reply}: silence is failure
 * @param reply pattern of {@code require_reply}; lengths are only checked with one
 * @param minReplyLength {@code min_reply_length}, 0..65535, default 0
 * @param maxReplyLength {@code max_reply_length}, 0..65535, default 255
 * @param range where the block starts
 */
public record UdpCheck(
    CheckTiming timing,
    ConnectionOptions connection,
    Octets payload,
    boolean requireReply,
    Optional<ReplyPattern> reply,
    int minReplyLength,
    int maxReplyLength,
    SourceRange range)
    implements NetworkChecker {
  @Override
  public String keyword() {
    return "UDP_CHECK";
  }

  /**
   * Octets a reply must start with.
   *
   * @param octets expected octets, wildcard nibbles as 0
   * @param mask 0xf in each nibble that counts, 0 where the pattern has {@code x}; as long as
   *     octets
   */
  public record ReplyPattern(Octets octets, Octets mask) {}
}
