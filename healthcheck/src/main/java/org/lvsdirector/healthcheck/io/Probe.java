package org.lvsdirector.healthcheck.io;

import org.lvsdirector.healthcheck.check.CheckResult;

/**
 * One kind of check against one target. Runs on a virtual thread, never twice at a time, and ends
 * by its own deadline whatever the peer does.
 */
public interface Probe {
  /**
   * Asks once.
   *
   * @param url index of the url to ask for; 0 for kinds without urls
   */
  CheckResult run(int url);

  /** The checker is gone: ends what is still running. Called from any thread. */
  default void close() {}
}
