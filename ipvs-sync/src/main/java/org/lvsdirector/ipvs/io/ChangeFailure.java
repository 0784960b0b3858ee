package org.lvsdirector.ipvs.io;

import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.linux.io.Errno;

/**
 * A change the kernel refused.
 *
 * @param change what was asked
 * @param errno why not
 */
public record ChangeFailure(IpvsChange change, Errno errno) {
  /**
   * Whether the table changed between the look and the change: what should be new is there, what
   * should be changed or go is gone. Another look tells what is left to do.
   */
  public boolean isRace() {
    boolean gone = errno.equals(Errno.ESRCH);
    return switch (change) {
      case IpvsChange.NewService _ -> errno.equals(Errno.EEXIST);
      case IpvsChange.NewDestination _ -> gone || errno.equals(Errno.EEXIST);
      case IpvsChange.SetService _, IpvsChange.DelService _ -> gone;
      case IpvsChange.SetDestination _, IpvsChange.DelDestination _ ->
          gone || errno.equals(Errno.ENOENT);
    };
  }

  /** One line for the log, with what can be done about it. */
  public String describe() {
    return change.describe() + ": " + errno + hint();
  }

  private String hint() {
    boolean service =
        change instanceof IpvsChange.NewService || change instanceof IpvsChange.SetService;
    if (service && errno.equals(Errno.ENOENT)) {
      return " (scheduler or persistence engine not in this kernel; its module is ip_vs_NAME or ip_vs_pe_NAME)";
    }
    if (errno.equals(Errno.ERANGE)) {
      return " (lthreshold must not be above uthreshold)";
    }
    if (errno.equals(Errno.EAFNOSUPPORT)) {
      return " (IPv6 is off in this kernel)";
    }
    if (errno.equals(Errno.EINVAL) && !service) {
      return " (not a unicast address, or another family than the service without a tunnel or beside a sync daemon)";
    }
    return "";
  }
}
