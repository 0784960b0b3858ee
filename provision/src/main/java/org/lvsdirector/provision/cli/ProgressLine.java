package org.lvsdirector.provision.cli;

import java.io.PrintWriter;
import java.util.concurrent.locks.ReentrantLock;
import org.lvsdirector.provision.run.Fleet;
import org.lvsdirector.provision.run.Outcome;

/**
 * One line that is written over itself while servers finish; nothing at all where there is no
 * terminal.
 */
final class ProgressLine implements Fleet.Progress {
  private final PrintWriter err;
  private final boolean shown;
  private final ReentrantLock lock = new ReentrantLock();
  private int failed;

  ProgressLine(PrintWriter err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  @Override
  public void finished(int done, int all, Outcome outcome) {
    if (!shown) {
      return;
    }
    lock.lock();
    try {
      failed += outcome.status() == Outcome.Status.FAILED ? 1 : 0;
      err.print(
          "\r"
              + done
              + "/"
              + all
              + " servers"
              + (failed > 0 ? ", " + failed + " failed" : "")
              + "  "
              + outcome.name()
              + "\u001b[K");
      if (done == all) {
        err.print("\r\u001b[K");
      }
      err.flush();
    } finally {
      lock.unlock();
    }
  }
}
