package org.lvsdirector.ipvs.io;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.linux.io.LinuxException;

/**
 * The kernel's counters for everybody who shows them: one dump at most once a second, shared by all
 * readers.
 */
public final class IpvsStatistics {
  private static final long MAX_AGE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Ipvs ipvs;
  private final LongSupplier nanoTime;
  private @Nullable LiveTable last;
  private long readAt;

  /**
   * Reads with the machine's own clock. Give it an {@link Ipvs} of its own, so that a long dump
   * holds up nobody.
   */
  public IpvsStatistics(Ipvs ipvs) {
    this(ipvs, System::nanoTime);
  }

  IpvsStatistics(Ipvs ipvs, LongSupplier nanoTime) {
    this.ipvs = ipvs;
    this.nanoTime = nanoTime;
  }

  /** The table with counters, not older than a second when the call began. */
  public synchronized LiveTable read() throws LinuxException {
    long now = nanoTime.getAsLong();
    if (last == null || now - readAt >= MAX_AGE_NANOS) {
      last = ipvs.statistics();
      readAt = now;
    }
    return last;
  }
}
