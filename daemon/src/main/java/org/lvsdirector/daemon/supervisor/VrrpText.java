package org.lvsdirector.daemon.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.io.VrrpSnapshot;
import org.lvsdirector.vrrp.io.VrrpSnapshot.InstanceStatus;
import org.lvsdirector.vrrp.packet.Counter;

/**
 * The text dumps that scripts and monitoring plug-ins read (keepalived reference, VRRP 23.1 and
 * 23.2).
 */
final class VrrpText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss.SSSSSS yyyy", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final StringBuilder out = new StringBuilder();

  private VrrpText() {}

  /** The statistics. */
  static String stats(VrrpSnapshot snapshot) {
    VrrpText text = new VrrpText();
    snapshot.instances().forEach(text::stats);
    return text.out.toString();
  }

  /** The topology. */
  static String data(VrrpSnapshot snapshot) {
    VrrpText text = new VrrpText();
    text.out.append("------< VRRP Topology >------\n");
    snapshot.instances().forEach(text::data);
    if (!snapshot.groups().isEmpty()) {
      text.out.append("------< VRRP Sync groups >------\n");
      snapshot
          .groups()
          .forEach((name, state) -> text.line(1, "VRRP Sync Group = " + name + ", " + state));
    }
    return text.out.toString();
  }

  private void stats(InstanceStatus status) {
    line(0, "VRRP Instance: " + status.name());
    line(2, "Advertisements:");
    count(4, "Received", status, Counter.ADVERT_RCVD);
    count(4, "Sent", status, Counter.ADVERT_SENT);
    count(2, "Became master", status, Counter.BECOME_MASTER);
    count(2, "Released master", status, Counter.RELEASE_MASTER);
    line(2, "Packet Errors:");
    count(4, "Length", status, Counter.PACKET_LEN_ERR);
    count(4, "TTL", status, Counter.IP_TTL_ERR);
    count(4, "Invalid Type", status, Counter.INVALID_TYPE_RCVD);
    count(4, "Advertisement Interval", status, Counter.ADVERT_INTERVAL_ERR);
    count(4, "Address List", status, Counter.ADDR_LIST_ERR);
    line(2, "Authentication Errors:");
    count(4, "Invalid Type", status, Counter.INVALID_AUTHTYPE);
    count(4, "Type Mismatch", status, Counter.AUTHTYPE_MISMATCH);
    count(4, "Failure", status, Counter.AUTH_FAILURE);
    line(2, "Authentication Extension Errors:");
    count(4, "Missing", status, Counter.AUTH_EXT_MISSING);
    count(4, "Malformed", status, Counter.AUTH_EXT_MALFORMED);
    count(4, "Unknown Key", status, Counter.AUTH_EXT_UNKNOWN_KEY);
    count(4, "Invalid HMAC", status, Counter.AUTH_EXT_INVALID_HMAC);
    count(4, "Stale", status, Counter.AUTH_EXT_STALE);
    count(4, "Replay", status, Counter.AUTH_EXT_REPLAY);
    line(2, "Priority Zero:");
    count(4, "Received", status, Counter.PRI_ZERO_RCVD);
    count(4, "Sent", status, Counter.PRI_ZERO_SENT);
  }

  private void data(InstanceStatus status) {
    VrrpInstance instance = status.config();
    line(1, "VRRP Instance = " + instance.name());
    line(3, "VRRP Version = " + instance.version());
    line(3, "State = " + status.state());
    line(3, "Wantstate = " + status.state());
    line(3, "Last transition = " + time(status.since()));
    instance.interfaceName().ifPresent(name -> line(3, "Interface = " + name));
    line(3, "Gratuitous ARP delay = " + instance.garp().masterDelay().toSeconds());
    line(3, "Gratuitous ARP repeat = " + instance.garp().masterRepeat());
    line(3, "Gratuitous ARP refresh = " + instance.garp().masterRefresh().toSeconds());
    line(3, "Gratuitous ARP refresh repeat = " + instance.garp().masterRefreshRepeat());
    line(
        3, "Gratuitous ARP lower priority delay = " + instance.garp().lowerPrioDelay().toSeconds());
    line(3, "Gratuitous ARP lower priority repeat = " + instance.garp().lowerPrioRepeat());
    line(3, "Down timer adverts = " + instance.downTimerAdverts());
    line(3, "Virtual Router ID = " + instance.virtualRouterId());
    line(3, "Priority = " + instance.priority());
    line(3, "Effective priority = " + status.priority());
    line(3, "Total priority = " + status.priority());
    line(3, "Advert interval = " + interval(instance));
    line(3, "Accept = " + (instance.behaviour().accept() ? "enabled" : "disabled"));
    line(3, "Preempt = " + (instance.behaviour().preemptive() ? "enabled" : "disabled"));
    line(
        3,
        "Promote_secondaries = "
            + (instance.behaviour().promoteSecondaries() ? "enabled" : "disabled"));
    addresses("Virtual IP", instance.virtualAddresses(), status);
    addresses("Virtual IP Excluded", instance.excludedAddresses(), status);
    line(3, "Using smtp notification = " + (instance.notifications().smtpAlert() ? "yes" : "no"));
    line(3, "Notify deleted = " + (instance.notifications().reportDeleted() ? "Deleted" : "Fault"));
    line(3, "Notify priority changes = " + instance.notifications().priorityChanges());
  }

  private void addresses(String title, List<VipAddress> addresses, InstanceStatus status) {
    if (!addresses.isEmpty()) {
      line(3, title + " (" + addresses.size() + "):");
      addresses.forEach(vip -> line(5, VipLine.of(vip, status)));
    }
  }

  private static String interval(VrrpInstance instance) {
    Duration interval = instance.advertInterval();
    return instance.version() == 2
        ? interval.toSeconds() + " sec"
        : interval.toMillis() + " milli-sec";
  }

  private static String time(Instant instant) {
    return instant.getEpochSecond()
        + "."
        + String.format(Locale.ROOT, "%06d", instant.getNano() / 1000)
        + " ("
        + TIME.format(instant)
        + ")";
  }

  private void count(int indent, String name, InstanceStatus status, Counter counter) {
    line(indent, name + ": " + status.counters().getOrDefault(counter, 0L));
  }

  private void line(int indent, String text) {
    out.append(" ".repeat(indent)).append(text).append('\n');
  }
}
