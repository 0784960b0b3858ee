package org.lvsdirector.linux.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.linux.ffi.Sys;

/** What a signal does to this process: {@code sigaction} of the C library, 64 bit. */
final class SignalAction {
  static final long SIG_DFL = 0;
  static final long SIG_IGN = 1;
  private static final int SA_RESTART = 0x10000000;

  /** {@code struct sigaction}: handler, 128 octets of mask, flags. */
  private static final int SIZE = 152;

  private static final int FLAGS_OFFSET = 136;

  private SignalAction() {}

  /** The present handler: a function's address, {@link #SIG_DFL} or {@link #SIG_IGN}. */
  static long get(int signal) throws LinuxException {
    byte[] old = new byte[SIZE];
    call(signal, null, old, "ask for the action of signal");
    return ByteBuffer.wrap(old).order(ByteOrder.nativeOrder()).getLong(0);
  }

  static void set(int signal, long handler) throws LinuxException {
    byte[] action = new byte[SIZE];
    ByteBuffer out = ByteBuffer.wrap(action).order(ByteOrder.nativeOrder());
    out.putLong(0, handler).putInt(FLAGS_OFFSET, SA_RESTART);
    call(signal, action, new byte[SIZE], "set action of signal");
  }

  private static void call(int signal, byte @Nullable [] action, byte[] old, String what)
      throws LinuxException {
    int rc = Sys.check(Sys.LIBC.sigaction(signal, action, old));
    LinuxException.check(rc, what, Integer.toString(signal));
  }
}
