package org.lvsdirector.parser.decode;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.Tracking;

/**
 * Which trackers an instance keeps: not its own interface, no weights for an address owner, nor for
 * a member of a sync group without sync_group_tracking_weight (keepalived reference, VRRP 1.16,
 * 11.5).
 */
final class TrackerRules {
  private final Decoding out;
  private final InstanceDraft vi;

  TrackerRules(Decoding out, InstanceDraft vi) {
    this.out = out;
    this.vi = vi;
  }

  void apply(boolean owner, Optional<SyncGroupDraft> group) {
    TrackingDraft t = vi.tracking;
    ownInterface(t.interfaces);
    boolean member = group.isPresent() && !group.get().trackingWeight;
    if (!owner && !member) {
      return;
    }
    String why = owner ? "of priority 255" : "of its sync group";
    if (owner) {
      remove(t.interfaces, "track_interface", why);
    } else {
      clear(t.interfaces, "track_interface", why);
    }
    remove(t.scripts, "track_script", why);
    remove(t.bfds, "track_bfd", why);
    t.files.replaceAll(e -> e.weight() == 1 ? new Tracking.Entry(e.name(), 0, e.reverse()) : e);
    remove(t.files, "track_file", why);
    if (member) {
      remove(t.processes, "track_process", why);
    }
  }

  private void ownInterface(List<Tracking.Entry> interfaces) {
    if (interfaces.removeIf(e -> e.name().equals(vi.interfaceName))) {
      out.error(
          vi.range,
          "track_interface "
              + vi.interfaceName
              + " is the instance's own interface, ignored in vrrp_instance "
              + vi.name);
    }
  }

  private void remove(List<Tracking.Entry> entries, String block, String why) {
    entries.removeIf(
        e -> {
          if (e.weight() != 0) {
            report(e, block, why);
          }
          return e.weight() != 0;
        });
  }

  private void clear(List<Tracking.Entry> entries, String block, String why) {
    entries.replaceAll(
        e -> {
          if (e.weight() != 0) {
            report(e, block, why);
          }
          return new Tracking.Entry(e.name(), 0, e.reverse());
        });
  }

  private void report(Tracking.Entry e, String block, String why) {
    out.error(
        vi.range,
        block
            + " "
            + e.name()
            + ": its weight is ignored because "
            + why
            + " in vrrp_instance "
            + vi.name);
  }
}
