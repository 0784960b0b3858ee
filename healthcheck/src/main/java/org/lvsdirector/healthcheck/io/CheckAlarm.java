package org.lvsdirector.healthcheck.io;

import java.time.Duration;

/** An alarm clock with one alarm per name; tests have one that they wind by hand. */
interface CheckAlarm extends AutoCloseable {
  /**
   * Sets the alarm of this name, in place of the one still set.
   *
   * @param delay from now, zero or more
   * @param action run once on a virtual thread of its own
   */
  void arm(String name, Duration delay, Runnable action);

  /** Takes the alarm off. Not an error if there is none. */
  void cancel(String name);

  /** No alarm rings any more. */
  @Override
  void close();
}
