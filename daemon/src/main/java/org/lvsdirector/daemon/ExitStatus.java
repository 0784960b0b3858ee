package org.lvsdirector.daemon;

/** Exit statuses (keepalived reference, parser 17.4). */
public final class ExitStatus {
  /** All well. */
  public static final int OK = 0;

  /** A fatal error, or a wrong command line. */
  public static final int FATAL = 1;

  /** The configuration cannot be run. */
  public static final int CONFIGURATION = 2;

  /** Missing permission: not root, or a capability that is not there. */
  public static final int PERMISSION = 4;

  /** No configuration file, or an include check failed. */
  public static final int NO_CONFIGURATION = 6;

  /** A program error: a bug of ours. */
  public static final int PROGRAM_ERROR = 70;

  private ExitStatus() {}
}
