package org.lvsdirector.parser.model;

import java.time.Duration;
import java.util.Map;

/**
 * {@code auth_hmac}: the HMAC-SHA256 trailer (keepalived reference, VRRP 4.3 to 4.6). Present only
 * if it is usable, that is with a valid active key.
 *
 * @param keys {@code key ID VALUE}: key id 1..255 to 32..64 octets; any of them verifies
 * @param activeKey {@code active_key}: the id that signs; one of the keys
 * @param timeWindow {@code time_window}, 1..300 s; default 3 advert intervals within 5..300 s
 * @param antiReplay {@code anti_replay}, default time
 * @param mode {@code mode}, default enforce
 */
public record AuthHmac(
    Map<Integer, Octets> keys,
    int activeKey,
    Duration timeWindow,
    AntiReplay antiReplay,
    Mode mode) {
  /** Copies the keys and refuses an active key that is not one of them. */
  public AuthHmac {
    keys = Map.copyOf(keys);
    if (!keys.containsKey(activeKey)) {
      throw new IllegalArgumentException("active_key: " + activeKey + " is not defined");
    }
  }

  /** Replay protection. */
  public enum AntiReplay {
    /** {@code time}: by clock window and growing sequence. */
    TIME,
    /** {@code monotonic}: by growing sequence only. */
    MONOTONIC
  }

  /** How strict the receiver is. */
  public enum Mode {
    /** {@code enforce}: sign, require. */
    ENFORCE,
    /** {@code permissive}: sign, accept bare adverts. */
    PERMISSIVE,
    /** {@code receive-only}: do not sign, verify what is signed. */
    RECEIVE_ONLY
  }
}
