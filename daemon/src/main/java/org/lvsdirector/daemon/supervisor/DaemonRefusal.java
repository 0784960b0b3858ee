package org.lvsdirector.daemon.supervisor;

import java.io.Serial;

/** A reason not to run: a sentence for the operator and an exit status. */
final class DaemonRefusal extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final int status;

  DaemonRefusal(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  int status() {
    return status;
  }
}
