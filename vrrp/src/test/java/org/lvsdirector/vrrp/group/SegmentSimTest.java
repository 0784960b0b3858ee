package org.lvsdirector.vrrp.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Two to five routers on a segment that loses, delays and cuts, with clocks that stop; then peace.
 * At most one master once quiet, and never none for longer than the down interval plus the delay.
 */
class SegmentSimTest {
  /** Sized to some twenty seconds of one processor; {@code -Dsim.runs=N} for more. */
  private static final int RUNS = Integer.getInteger("sim.runs", 10_000);

  /** One failing run alone: {@code -Dsim.seed=N}. */
  private static final long FIRST_SEED = Long.getLong("sim.seed", 1);

  @Test
  void exactlyOneMasterOnceTheSegmentIsQuiet() {
    int runs = Long.getLong("sim.seed") == null ? RUNS : 1;
    long takeovers = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + runs; seed++) {
      var simulation = new Simulation(new SplittableRandom(seed));
      try {
        simulation.run();
      } catch (AssertionError e) {
        throw new AssertionError(
            "seed "
                + seed
                + " (-Dsim.seed="
                + seed
                + "): "
                + e.getMessage()
                + "\n"
                + simulation.history(),
            e);
      }
      takeovers += simulation.takeovers();
    }
    assertThat(takeovers).as("the runs exercise takeovers at all").isGreaterThan(runs);
  }
}
