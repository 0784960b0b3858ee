package org.lvsdirector.daemon.supervisor;

import org.lvsdirector.daemon.dump.TextLines;
import org.lvsdirector.vrrp.io.VrrpSnapshot;
import org.lvsdirector.vrrp.io.VrrpSnapshot.InstanceStatus;
import org.lvsdirector.vrrp.packet.Counter;

/**
 * The statistics that exporters read, {@code keepalived.stats} (keepalived reference, VRRP 23.2).
 */
final class VrrpStatsText {
  private final TextLines out = new TextLines();

  private VrrpStatsText() {}

  static String of(VrrpSnapshot snapshot) {
    VrrpStatsText text = new VrrpStatsText();
    snapshot.instances().forEach(text::instance);
    return text.out.text();
  }

  private void instance(InstanceStatus status) {
    out.line(0, "VRRP Instance: " + status.name());
    out.line(2, "Advertisements:");
    count(4, "Received", status, Counter.ADVERT_RCVD);
    count(4, "Sent", status, Counter.ADVERT_SENT);
    count(2, "Became master", status, Counter.BECOME_MASTER);
    count(2, "Released master", status, Counter.RELEASE_MASTER);
    out.line(2, "Packet Errors:");
    count(4, "Length", status, Counter.PACKET_LEN_ERR);
    count(4, "TTL", status, Counter.IP_TTL_ERR);
    count(4, "Invalid Type", status, Counter.INVALID_TYPE_RCVD);
    count(4, "Advertisement Interval", status, Counter.ADVERT_INTERVAL_ERR);
    count(4, "Address List", status, Counter.ADDR_LIST_ERR);
    out.line(2, "Authentication Errors:");
    count(4, "Invalid Type", status, Counter.INVALID_AUTHTYPE);
    count(4, "Type Mismatch", status, Counter.AUTHTYPE_MISMATCH);
    count(4, "Failure", status, Counter.AUTH_FAILURE);
    out.line(2, "Authentication Extension Errors:");
    count(4, "Missing", status, Counter.AUTH_EXT_MISSING);
    count(4, "Malformed", status, Counter.AUTH_EXT_MALFORMED);
    count(4, "Unknown Key", status, Counter.AUTH_EXT_UNKNOWN_KEY);
    count(4, "Invalid HMAC", status, Counter.AUTH_EXT_INVALID_HMAC);
    count(4, "Stale", status, Counter.AUTH_EXT_STALE);
    count(4, "Replay", status, Counter.AUTH_EXT_REPLAY);
    out.line(2, "Priority Zero:");
    count(4, "Received", status, Counter.PRI_ZERO_RCVD);
    count(4, "Sent", status, Counter.PRI_ZERO_SENT);
  }

  private void count(int indent, String name, InstanceStatus status, Counter counter) {
    out.line(indent, name + ": " + status.counters().getOrDefault(counter, 0L));
  }
}
