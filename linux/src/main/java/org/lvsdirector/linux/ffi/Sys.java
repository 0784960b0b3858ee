package org.lvsdirector.linux.ffi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Access to {@link Libc} and the two things every caller needs: errno folded into the result, and
 * the address of a direct buffer.
 */
public final class Sys {

  /** The C library. Read errno through {@link #check} directly around the call. */
  public static final Libc LIBC = LibraryLoader.create(Libc.class).load("c");

  private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

  private Sys() {}

  /** The result of a call that answers -1 for failure, as not negative or -errno. */
  public static int check(int result) {
    return result < 0 ? -RUNTIME.getLastError() : result;
  }

  /** The same for calls that answer a long. */
  public static long check(long result) {
    return result < 0 ? -(long) RUNTIME.getLastError() : result;
  }

  /** A zeroed direct buffer in host byte order. */
  public static ByteBuffer allocate(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  /** The address of the first byte of a direct buffer, whatever its position. */
  public static long address(ByteBuffer direct) {
    return Pointer.wrap(RUNTIME, direct.duplicate().clear()).address();
  }
}
