package org.lvsdirector.daemon.worker;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the checks are alive: the check loop turns, and the scheduler starts what is due. While
 * they are not, the main process hears nothing and in the end replaces this worker.
 */
final class Heartbeat {
  /** Far more than a machine at its limit is ever late with each of its checks. */
  static final Duration LONGEST_WITHOUT_STARTS = Duration.ofSeconds(60);

  /** Another number of seconds: a test of a whole daemon cannot wait so long each time. */
  private static final String PROPERTY = "lvsdirector.longest-without-starts";

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final Duration longest =
      Duration.ofSeconds(Long.getLong(PROPERTY, LONGEST_WITHOUT_STARTS.toSeconds()));
  private long lastBeat;
  private boolean stuck;

  /**
   * Looks; to be called about once a second.
   *
   * @param beat grows while the check loop turns
   * @param withoutStarts how long checks have been due without one being started
   */
  boolean isThere(long beat, Duration withoutStarts) {
    boolean turns = beat != lastBeat;
    lastBeat = beat;
    boolean now = withoutStarts.compareTo(longest) >= 0;
    if (now && !stuck) {
      LOG.error(
          "no health check has been started for {} s though some are due; the main process is about"
              + " to replace this worker, the IPVS table stays as it is",
          withoutStarts.toSeconds());
    } else if (!now && stuck) {
      LOG.warn("health checks are started again");
    }
    stuck = now;
    return turns && !stuck;
  }
}
