package org.lvsdirector.daemon.supervisor;

import java.time.Duration;

/**
 * How long to wait before a dead worker is started again (keepalived reference, VRRP 26.2): at once
 * if it lived for a minute or died quickly for the first time, then 1, 2, 4 … at most 60 seconds.
 */
final class RestartDelay {
  private static final Duration LIVED_WELL = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private int quickDeaths;

  /** The delay after a life of {@code lived}. */
  Duration next(Duration lived) {
    if (lived.compareTo(LIVED_WELL) >= 0) {
      quickDeaths = 0;
      return Duration.ZERO;
    }
    quickDeaths++;
    if (quickDeaths == 1) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(quickDeaths - 2, 6));
    return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }
}
