package org.lvsdirector.vrrp.track;

import org.lvsdirector.parser.model.VrrpScript;

/**
 * The rise and fall counting of a script (keepalived reference, VRRP 12.3 and 12.4).
 *
 * @param known whether there was any result yet
 * @param up the verdict; without meaning until known
 * @param count keepalived's counter, 0..rise+fall-1; up means at least rise
 */
public record TrackedScript(boolean known, boolean up, int count) {
  /** A script that has not run yet: its first result decides whatever rise and fall are. */
  public static TrackedScript unknown(VrrpScript script) {
    return script.initFail()
        ? new TrackedScript(true, false, 0)
        : new TrackedScript(false, false, script.rise() - 1);
  }

  /** The counter after one more run. */
  public TrackedScript after(boolean success, VrrpScript script) {
    int rise = script.rise();
    int max = rise + script.fall() - 1;
    if (success) {
      int next = count < rise - 1 ? count + 1 : max;
      return new TrackedScript(true, next >= rise, next);
    }
    int next = known && count > rise ? count - 1 : 0;
    return new TrackedScript(true, next >= rise, next);
  }

  /** The same verdict under new limits after a reload (keepalived reference, VRRP 12.8). */
  public TrackedScript carriedTo(VrrpScript script) {
    if (!known) {
      return unknown(script);
    }
    return new TrackedScript(true, up, up ? script.rise() + script.fall() - 1 : 0);
  }
}
