package org.lvsdirector.linux.io;

/**
 * Signals that the starter of this process had ignored, which a program inherits ({@code nohup},
 * {@code trap '' HUP}). The JVM respects that for HUP, INT and TERM and never calls a handler of
 * ours; a daemon installs its handlers all the same.
 */
public final class IgnoredSignals {
  private IgnoredSignals() {}

  /**
   * Gives a signal its default action if it is ignored. Before a handler is set.
   *
   * @param signal 1 to 31
   * @return whether it was ignored
   */
  public static boolean heed(int signal) throws LinuxException {
    if (SignalAction.get(signal) != SignalAction.SIG_IGN) {
      return false;
    }
    SignalAction.set(signal, SignalAction.SIG_DFL);
    return true;
  }
}
