package org.lvsdirector.vrrp.packet;

import java.time.Instant;

/**
 * The 64-bit sequence of the HMAC trailer: 32 bits of UTC seconds, 16 of fraction, 16 of counter
 * (reference, VRRP 4.4). It grows with every advert even if the clock is stepped back.
 */
public final class HmacSequence {
  private HmacSequence() {}

  /** What the clock alone would give. */
  public static long ofClock(Instant utc) {
    long fraction = ((long) utc.getNano() << 16) / 1_000_000_000L;
    return utc.getEpochSecond() << 32 | fraction << 16;
  }

  /** The UTC second inside a sequence. */
  public static long seconds(long sequence) {
    return sequence >>> 32;
  }

  /**
   * The next sequence: the clock, or one more than the last where the clock is not ahead of it. In
   * time mode a sequence further ahead than the window (the clock was stepped back) starts again
   * from the clock, since peers would call it stale anyway.
   */
  public static long next(long last, Instant utc, HmacSettings settings) {
    long clock = ofClock(utc);
    if (Long.compareUnsigned(clock, last) > 0) {
      return clock;
    }
    boolean tooFarAhead =
        settings.antiReplay() == HmacSettings.AntiReplay.TIME
            && seconds(last) - seconds(clock) > settings.timeWindow().toSeconds();
    return tooFarAhead ? clock : last + 1;
  }
}
