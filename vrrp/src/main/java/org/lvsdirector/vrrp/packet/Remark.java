package org.lvsdirector.vrrp.packet;

/**
 * Something about an accepted advertisement that an operator should read once.
 *
 * @param kind what it is about; the edge logs each kind once per state (reference, VRRP 6.7)
 * @param text the sentence
 */
public record Remark(Kind kind, String text) {
  /** What a remark is about. */
  public enum Kind {
    /** Version 3 interval differs from ours. */
    INTERVAL,
    /** Number of addresses differs. */
    ADDRESS_COUNT,
    /** One of our addresses is not in the advert. */
    ADDRESS_MISSING,
    /** The peer uses the checksum of keepalived up to 1.3.6; from now on we do as well. */
    OLD_CHECKSUM,
    /** The peer's clock is off by more than half the time window. */
    CLOCK_SKEW
  }
}
