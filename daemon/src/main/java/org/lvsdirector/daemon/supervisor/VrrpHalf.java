package org.lvsdirector.daemon.supervisor;

import com.google.gson.JsonObject;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.vrrp.io.HandOver;
import org.lvsdirector.vrrp.io.VrrpSnapshot;

/** The VRRP half as the supervisor sees it. */
interface VrrpHalf {
  /** Takes over a new configuration; what did not change is not disturbed. */
  void reload(KeepalivedConfig config);

  /** Priority 0 first, then removal; returns when both are done. */
  void stop();

  /**
   * Ends without a word to the segment; addresses stay. {@link #stop} does nothing any more.
   *
   * @throws LinuxException if the half cannot be reached
   */
  HandOver handOver() throws LinuxException;

  /** The status for the control interface. */
  JsonObject status();

  /** Another number than before means that the status has changed. */
  long version();

  /** Statistics start at zero. */
  void clearCounters();

  /** The same, for dumps. */
  VrrpSnapshot snapshot();

  /** Whether the loop turned round lately: feeds systemd's watchdog. */
  boolean isAlive();
}
