package org.lvsdirector.provision.run;

import java.util.Locale;

/** What can be done to the servers. */
public enum Command {
  /** Shows the difference, changes nothing. */
  PLAN,
  /** Makes the server as wanted. */
  APPLY,
  /** Reads everything back, changes nothing. */
  VERIFY,
  /** Restores what was there before. */
  UNDO;

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
