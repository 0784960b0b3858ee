package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.GarpSettings;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpBehaviour;
import org.lvsdirector.parser.model.VrrpGlobals;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpNotifications;
import org.lvsdirector.parser.model.VrrpTransport;

/**
 * What an instance takes from global_defs where it says nothing itself (keepalived reference, VRRP
 * 1, 14.3 and 19).
 */
final class InstanceDefaults {
  private final GlobalDraft global;

  InstanceDefaults(GlobalDraft global) {
    this.global = global;
  }

  VrrpBehaviour behaviour(InstanceDraft vi, SettledInstance s) {
    GlobalDraft.VrrpDefaults d = global.vrrpDefaults;
    boolean owner = s.priority == VrrpInstance.OWNER_PRIORITY;
    boolean accept = vi.accept == null ? !s.strict || owner : vi.accept || owner;
    return new VrrpBehaviour(
        s.strict,
        accept,
        !vi.nopreempt,
        vi.preemptDelay == null ? Duration.ZERO : vi.preemptDelay,
        vi.timerExpiredBackup,
        vi.skipCheckAdvAddr,
        orElse(vi.lowerPrioNoAdvert, s.strict || d.lowerPrioNoAdvert),
        orElse(vi.higherPrioSendAdvert, !s.strict && d.higherPrioSendAdvert),
        orElse(vi.ownerIgnoreAdverts, s.strict || d.ownerIgnoreAdverts),
        vi.v3ChecksumAsV2,
        vi.oldChecksum,
        vi.promoteSecondaries,
        vi.dontTrackPrimary,
        vi.vmacForAddresses);
  }

  static boolean orElse(@Nullable Boolean own, boolean otherwise) {
    return own == null ? otherwise : own;
  }

  GarpSettings garp(InstanceDraft vi, SettledInstance s) {
    GlobalDraft.VrrpDefaults d = global.vrrpDefaults;
    Duration delay = vi.lowerPrioDelay == null ? d.lowerPrioDelay : vi.lowerPrioDelay;
    Long repeat = vi.lowerPrioRepeat == null ? d.lowerPrioRepeat : vi.lowerPrioRepeat;
    Duration defaultDelay = s.strict ? Duration.ZERO : vi.garpDelay;
    long defaultRepeat = s.strict ? 0 : vi.garpRepeat;
    return new GarpSettings(
        vi.garpDelay,
        vi.garpRepeat,
        vi.garpRefresh,
        vi.garpRefreshRepeat,
        delay == null || s.strict ? defaultDelay : delay,
        repeat == null || s.strict ? defaultRepeat : repeat,
        vi.extraInterval,
        vi.extraAll);
  }

  VrrpNotifications notifications(InstanceDraft vi, Optional<SyncGroupDraft> group) {
    InstanceDraft.NotifyDraft n = vi.notify;
    Boolean changes = n.priorityChanges;
    if (changes == null && group.isPresent()) {
      changes = group.get().notify.priorityChanges;
    }
    return new VrrpNotifications(
        n.script("notify_master"),
        n.script("notify_backup"),
        n.script("notify_fault"),
        n.script("notify_stop"),
        n.script("notify"),
        n.script("notify_deleted"),
        n.reportDeleted,
        n.script("notify_master_rx_lower_pri"),
        global.vrrpAlert(n.smtpAlert),
        orElse(changes, global.vrrpDefaults.notifyPriorityChanges));
  }

  VrrpTransport transport(InstanceDraft vi, SettledInstance s) {
    GlobalDraft.VrrpDefaults d = global.vrrpDefaults;
    boolean inet = s.family == AddressFamily.INET;
    var written = vi.group == null ? (inet ? d.group4 : d.group6) : vi.group;
    var group = written == null ? (inet ? VrrpGlobals.GROUP4 : VrrpGlobals.GROUP6) : written;
    OptionalInt ttl = vi.unicastTtl.isEmpty() && inet ? OptionalInt.of(255) : vi.unicastTtl;
    return new VrrpTransport(
        Optional.ofNullable(vi.source),
        vi.trackSource,
        group,
        vi.group != null,
        vi.peers,
        vi.unicastFaultNoPeer,
        vi.checkUnicastSource,
        ttl,
        vi.receiveBuffer);
  }

  /**
   * Without an interface of its own an instance puts addresses on default_interface (VRRP 14.3).
   */
  List<VipAddress> vips(List<VipAddress> addresses) {
    String device = global.vrrp.defaultInterface();
    return addresses.stream()
        .map(a -> a.interfaceName().isPresent() ? a : a.onInterface(device))
        .toList();
  }
}
