package org.lvsdirector.linux.io;

/** How a program ended. */
public sealed interface ExitStatus {

  /**
   * It returned.
   *
   * @param code 0..255
   */
  record Exited(int code) implements ExitStatus {}

  /**
   * A signal ended it.
   *
   * @param signal its number
   */
  record Signalled(int signal) implements ExitStatus {}

  /** Somebody else waited for it, so nobody can say. */
  record Unknown() implements ExitStatus {}
}
