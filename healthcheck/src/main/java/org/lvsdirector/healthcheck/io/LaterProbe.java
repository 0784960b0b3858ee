package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import org.lvsdirector.healthcheck.check.CheckResult;

/** Says why a kind of check cannot be run. */
record LaterProbe(String why) implements Probe {
  @Override
  public CheckResult run(int url) {
    return new CheckResult.CouldNotRun(why, Duration.ZERO);
  }
}
