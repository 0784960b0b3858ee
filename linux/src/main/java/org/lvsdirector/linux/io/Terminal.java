package org.lvsdirector.linux.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import org.lvsdirector.linux.ffi.Sys;

/** The terminal on standard output. */
public final class Terminal {
  /** TIOCGWINSZ of asm-generic/ioctls.h. */
  private static final long GET_WINDOW_SIZE = 0x5413;

  private static final int STANDARD_OUTPUT = 1;

  private Terminal() {}

  /** Its width in columns; empty if standard output is no terminal. */
  public static OptionalInt columns() {
    return size(2);
  }

  /** Its height in rows; empty if standard output is no terminal. */
  public static OptionalInt rows() {
    return size(0);
  }

  /** One of the numbers of struct winsize. */
  private static OptionalInt size(int offset) {
    byte[] size = new byte[8];
    int rc = Sys.check(Sys.LIBC.ioctl(STANDARD_OUTPUT, GET_WINDOW_SIZE, size));
    int number = ByteBuffer.wrap(size).order(ByteOrder.nativeOrder()).getShort(offset) & 0xffff;
    return rc < 0 || number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
