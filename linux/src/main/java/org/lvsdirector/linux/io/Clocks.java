package org.lvsdirector.linux.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import org.lvsdirector.linux.ffi.Sys;

/**
 * The kernel's clocks. {@link System#nanoTime} of HotSpot on Linux <i>is</i> CLOCK_MONOTONIC, so
 * the two may be compared; only to show times to other processes is the clock needed here.
 */
public final class Clocks {

  private static final int CLOCK_MONOTONIC = 1;
  private static final int CLOCK_BOOTTIME = 7;

  private Clocks() {}

  private static Duration read(int clock) {
    byte[] raw = new byte[16];
    int _ = Sys.LIBC.clock_gettime(clock, raw);
    ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
    return Duration.ofSeconds(in.getLong(0), in.getLong(8));
  }

  /** Time since boot without the time asleep. Never set back. */
  public static Duration monotonic() {
    return read(CLOCK_MONOTONIC);
  }

  /** Time since boot with the time asleep. Never set back. */
  public static Duration sinceBoot() {
    return read(CLOCK_BOOTTIME);
  }

  /** When this machine started, by its wall clock of now. */
  public static Instant bootTime() {
    return Instant.now().minus(sinceBoot());
  }
}
