package org.lvsdirector.healthcheck.check;

/**
 * What a checker has to say about the weight of its real server. keepalived keeps a signed number
 * per checker and adds them all to the configured weight (reference, LVS 12). The advice is kept
 * instead of the number, so a reload that changes the configured weight does not leave a stale
 * offset behind.
 */
public sealed interface WeightAdvice {
  /** The checker leaves the weight alone. */
  WeightAdvice NONE = new Add(0);

  /**
   * The signed amount to add to the configured weight.
   *
   * @param configured the weight of the real server as configured, 0 or more
   */
  long contribution(long configured);

  /** A fixed amount, positive or negative: a tracked file's value times its weight. */
  record Add(long amount) implements WeightAdvice {
    @Override
    public long contribution(long configured) {
      return amount;
    }
  }

  /** The weight itself, whatever is configured: exit status 2 to 255 under {@code misc_dynamic}. */
  record Exactly(long weight) implements WeightAdvice {
    @Override
    public long contribution(long configured) {
      return weight - configured;
    }
  }

  /**
   * A share of the configured weight, as an agent reports it. Rounded up, so that a share above
   * zero never drains a server by rounding.
   */
  record Percent(int percent) implements WeightAdvice {
    public Percent {
      if (percent < 0) {
        throw new IllegalArgumentException("percent " + percent + " is negative");
      }
    }

    @Override
    public long contribution(long configured) {
      return Math.ceilDiv(configured * percent, 100L) - configured;
    }
  }
}
