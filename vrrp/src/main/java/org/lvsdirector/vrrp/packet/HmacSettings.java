package org.lvsdirector.vrrp.packet;

import java.time.Duration;
import java.util.Map;

/**
 * An {@code auth_hmac} block (reference, VRRP 4.3 to 4.6).
 *
 * @param keys all keys by id (1..255), 32 to 64 octets each
 * @param activeKey the id that signs
 * @param timeWindow how far the sender's clock may be off, 1..300 s
 * @param antiReplay what makes an advert fresh
 * @param mode what is signed and what is required
 */
public record HmacSettings(
    Map<Integer, Octets> keys,
    int activeKey,
    Duration timeWindow,
    AntiReplay antiReplay,
    Mode mode) {
  /** Copies the keys. */
  public HmacSettings {
    keys = Map.copyOf(keys);
    if (!keys.containsKey(activeKey)) {
      throw new IllegalArgumentException("auth_hmac: active_key " + activeKey + " is not defined");
    }
  }

  /** How replayed adverts are recognised. */
  public enum AntiReplay {
    /** By the sender's UTC clock, and by a growing sequence within the window. */
    TIME,
    /** By a growing sequence only. */
    MONOTONIC
  }

  /** The steps of a migration. */
  public enum Mode {
    /** Sign; refuse what is not signed. */
    ENFORCE,
    /** Sign; accept bare adverts. */
    PERMISSIVE,
    /** Do not sign; verify what is signed. */
    RECEIVE_ONLY
  }
}
