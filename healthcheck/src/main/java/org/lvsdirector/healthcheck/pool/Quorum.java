package org.lvsdirector.healthcheck.pool;

/**
 * How much live weight a virtual server needs (keepalived reference, LVS 13). The thresholds differ
 * on the way up and down, so a pool near the limit does not flap.
 *
 * @param required {@code quorum}
 * @param hysteresis {@code hysteresis}, below the quorum
 */
public record Quorum(long required, long hysteresis) {
  /** One live server of any weight. */
  public static final Quorum DEFAULT = new Quorum(1, 0);

  /**
   * Keeps the thresholds meaningful. keepalived lowers a quorum above the sum of weights to the
   * sum, and with all weights 0 wraps the hysteresis around, so that quorum can never be reached;
   * here such a pool gains quorum as soon as any weight is alive (reference, LVS 34.8).
   */
  public Quorum {
    required = Math.max(0, required);
    hysteresis = Math.clamp(hysteresis, 0, Math.max(0, required - 1));
  }

  /** Live weight needed to gain quorum; at least 1, since no live weight never serves anybody. */
  public long toGain() {
    return Math.max(1, required + hysteresis);
  }

  /**
   * Live weight below which quorum is lost; no live weight at all loses it whatever is configured.
   */
  public long toKeep() {
    return Math.max(1, required - hysteresis);
  }

  /** Whether quorum holds with this live weight. */
  public boolean holds(boolean upSoFar, long live) {
    return live >= (upSoFar ? toKeep() : toGain());
  }
}
