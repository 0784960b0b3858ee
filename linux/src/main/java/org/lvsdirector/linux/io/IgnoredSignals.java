package org.lvsdirector.linux.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.linux.ffi.Sys;

/**
 * Signals that the starter of this process had ignored, which a program inherits ({@code nohup},
 * {@code trap '' HUP}). The JVM respects that for HUP, INT and TERM and never calls a handler of
 * ours; a daemon installs its handlers all the same.
 */
public final class IgnoredSignals {
  /** {@code struct sigaction} of the C library, 64 bit: handler, 128 octets of mask, flags. */
  private static final int SIGACTION_SIZE = 152;

  private static final long SIG_IGN = 1;
  private static final long SIG_DFL = 0;

  private IgnoredSignals() {}

  /**
   * Gives a signal its default action if it is ignored. Before a handler is set.
   *
   * @param signal 1 to 31
   * @return whether it was ignored
   */
  public static boolean heed(int signal) throws LinuxException {
    byte[] old = new byte[SIGACTION_SIZE];
    ask(signal, null, old);
    if (ByteBuffer.wrap(old).order(ByteOrder.nativeOrder()).getLong(0) != SIG_IGN) {
      return false;
    }
    byte[] action = new byte[SIGACTION_SIZE];
    ByteBuffer.wrap(action).order(ByteOrder.nativeOrder()).putLong(0, SIG_DFL);
    ask(signal, action, old);
    return true;
  }

  private static void ask(int signal, byte @Nullable [] action, byte[] old) throws LinuxException {
    int rc = Sys.check(Sys.LIBC.sigaction(signal, action, old));
    LinuxException.check(rc, "ask for or set the action of signal", Integer.toString(signal));
  }
}
