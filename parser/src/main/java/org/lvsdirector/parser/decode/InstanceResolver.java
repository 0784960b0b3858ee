package org.lvsdirector.parser.decode;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.AuthHmac;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.GarpSettings;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VrrpBehaviour;
import org.lvsdirector.parser.model.VrrpGlobals;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstance.InitialState;
import org.lvsdirector.parser.model.VrrpNotifications;
import org.lvsdirector.parser.model.VrrpTransport;
import org.lvsdirector.parser.source.ErrorClass;

/** Settles one instance, in the order keepalived does (keepalived reference, VRRP 1 and 19). */
final class InstanceResolver {
  private static final int MAX_ADVERTISED = 255;

  private final Decoding out;
  private final GlobalDraft global;

  InstanceResolver(Decoding out, GlobalDraft global) {
    this.out = out;
    this.global = global;
  }

  /** The instance, or empty if it cannot exist at all; reported either way. */
  Optional<VrrpInstance> resolve(InstanceDraft vi, Optional<SyncGroupDraft> group) {
    var settled = new Settled(vi, global);
    strict(vi, settled);
    priority(vi, settled);
    Optional<Authentication> authentication = authentication(vi, settled);
    interval(vi, settled);
    Optional<AuthHmac> hmac = hmac(vi, settled);
    preemption(vi, settled);
    List<VipAddress> overflow = addresses(vi, settled);
    Optional<VirtualLink> link = link(vi, settled);
    unicast(vi, settled);
    new TrackerRules(out, vi).apply(settled.priority == VrrpInstance.OWNER_PRIORITY, group);
    if (!minimum(vi, settled)) {
      return Optional.empty();
    }
    var builder =
        VrrpInstance.builder(vi.name)
            .family(settled.family)
            .version(settled.version)
            .virtualRouterId(vi.vrid == null ? 1 : vi.vrid)
            .interfaceName(Optional.ofNullable(vi.interfaceName))
            .vrf(Optional.ofNullable(vi.vrf))
            .link(link)
            .asWritten(
                new VrrpInstance.AsWritten(
                    Optional.ofNullable(vi.state),
                    vi.priority == null ? OptionalInt.empty() : OptionalInt.of(vi.priority)))
            .initialState(settled.state)
            .priority(settled.priority)
            .advertInterval(settled.interval)
            .downTimerAdverts(settled.strict ? 3 : vi.downTimerAdverts)
            .behaviour(behaviour(vi, settled))
            .transport(transport(vi, settled));
    return Optional.of(
        builder
            .virtualAddresses(vips(vi.vips))
            .excludedAddresses(vips(concat(vi.excluded, overflow)))
            .noVirtualAddress(vi.noVip)
            .routes(vi.routes)
            .rules(vi.rules)
            .garp(garp(vi, settled))
            .tracking(vi.tracking.finished())
            .notifications(notifications(vi, group))
            .authentication(hmac.isPresent() ? Optional.empty() : authentication)
            .authHmac(hmac)
            .syncGroup(group.map(g -> g.name))
            .lvsSyncDaemonInterface(Optional.ofNullable(vi.syncDaemonInterface))
            .configFault(Optional.ofNullable(settled.configFault))
            .range(vi.range)
            .build());
  }

  private static <T> List<T> concat(List<T> a, List<T> b) {
    var both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }

  /**
   * Without an interface of its own an instance puts addresses on default_interface (VRRP 14.3).
   */
  private List<VipAddress> vips(List<VipAddress> addresses) {
    Optional<String> device = Optional.of(global.vrrp.defaultInterface());
    return addresses.stream()
        .map(a -> a.interfaceName().isPresent() ? a : onInterface(a, device))
        .toList();
  }

  private static VipAddress onInterface(VipAddress a, Optional<String> device) {
    return new VipAddress(
        a.address(),
        a.prefixLength(),
        device,
        a.scope(),
        a.broadcast(),
        a.label(),
        a.peer(),
        a.peerPrefixLength(),
        a.flags(),
        a.preferredLifetime(),
        a.noTrack(),
        a.useVmac(),
        a.trackGroup(),
        a.range());
  }

  private void error(InstanceDraft vi, String message) {
    out.error(vi.range, message + " in vrrp_instance " + vi.name);
  }

  private void warning(InstanceDraft vi, String message) {
    out.warning(vi.range, message + " in vrrp_instance " + vi.name);
  }

  private void fatal(InstanceDraft vi, String message) {
    out.fatal(vi.range, message + " in vrrp_instance " + vi.name);
  }

  // ---- strict mode, priority

  private void strict(InstanceDraft vi, Settled s) {
    if (!s.strict) {
      return;
    }
    if (s.family == AddressFamily.INET6 && s.version == 2) {
      error(vi, "strict_mode: IPv6 needs version 3, which is used");
      s.version = 3;
    }
    if (vi.mac.isPresent()) {
      error(vi, "strict_mode: a MAC of one's own is not allowed, ignored");
      vi.mac = Optional.empty();
    }
    if (vi.vmacXmitBase) {
      error(vi, "strict_mode: vmac_xmit_base is not allowed, ignored");
      vi.vmacXmitBase = false;
    }
    if (vi.downTimerAdverts != 3) {
      error(vi, "strict_mode: down_timer_adverts must be 3, which is used");
    }
    boolean owner = vi.priority != null && vi.priority == VrrpInstance.OWNER_PRIORITY;
    if (vi.state == InitialState.MASTER && vi.priority != null && !owner) {
      error(vi, "strict_mode: state MASTER needs priority 255, BACKUP is used");
      s.strictState = InitialState.BACKUP;
    } else if (vi.state == InitialState.BACKUP && owner) {
      error(vi, "strict_mode: priority 255 means state MASTER, which is used");
      s.strictState = InitialState.MASTER;
    }
    if (vi.accept != null && vi.accept && s.version == 2 && !owner) {
      error(vi, "strict_mode: accept needs version 3, ignored");
      vi.accept = null;
    }
  }

  private void priority(InstanceDraft vi, Settled s) {
    if (vi.priority != null) {
      s.priority = vi.priority;
    } else {
      s.priority = vi.state == InitialState.MASTER ? VrrpInstance.OWNER_PRIORITY : 100;
    }
    InitialState written = s.strictState == null ? vi.state : s.strictState;
    InitialState byPriority =
        s.priority == VrrpInstance.OWNER_PRIORITY ? InitialState.MASTER : InitialState.BACKUP;
    s.state = written == null ? byPriority : written;
  }

  // ---- authentication

  private Optional<Authentication> authentication(InstanceDraft vi, Settled s) {
    if (vi.authType == null) {
      return Optional.empty();
    }
    if (s.strict) {
      error(vi, "strict_mode: authentication is ignored");
    } else if (s.version == 3) {
      error(vi, "VRRP version 3 has no authentication, it is ignored");
    } else if (vi.password == null) {
      error(vi, "authentication has no auth_pass, it is ignored");
    } else if (vi.authType == Authentication.Type.AH && s.family == AddressFamily.INET6) {
      error(vi, "auth_type AH does not exist for IPv6, it is ignored");
    } else {
      if (vi.authType == Authentication.Type.AH
          && s.state == InitialState.MASTER
          && s.priority != VrrpInstance.OWNER_PRIORITY) {
        error(vi, "state MASTER does not go with auth_type AH, BACKUP is used");
        s.state = InitialState.BACKUP;
      }
      return Optional.of(new Authentication(vi.authType, vi.password));
    }
    return Optional.empty();
  }

  private Optional<AuthHmac> hmac(InstanceDraft vi, Settled s) {
    InstanceDraft.HmacDraft h = vi.hmac;
    if (h == null) {
      return Optional.empty();
    }
    if (vi.authBlock) {
      error(vi, "auth_hmac and authentication exclude each other, auth_hmac is used");
    }
    if (h.active == null || !h.keys.containsKey(h.active)) {
      error(vi, "auth_hmac has no active_key that is defined, it is ignored");
      return Optional.empty();
    }
    if (s.strict && h.mode != AuthHmac.Mode.ENFORCE) {
      error(vi, "strict_mode: auth_hmac must be in mode enforce, which is used");
      h.mode = AuthHmac.Mode.ENFORCE;
    }
    long threefold = Math.clamp(s.interval.multipliedBy(3).toSeconds(), 5, 300);
    Duration window = h.window == null ? Duration.ofSeconds(threefold) : h.window;
    return Optional.of(new AuthHmac(h.keys, h.active, window, h.antiReplay, h.mode));
  }

  // ---- timers, preemption

  private void interval(InstanceDraft vi, Settled s) {
    Duration written = vi.advertInterval == null ? Duration.ofSeconds(1) : vi.advertInterval;
    long micros = written.toNanos() / 1000;
    if (s.version == 2) {
      long seconds = Math.clamp((micros + 500_000) / 1_000_000, 1, 255);
      if (seconds * 1_000_000 != micros) {
        warning(vi, "advert_int must be whole seconds in version 2, " + seconds + " s is used");
      }
      s.interval = Duration.ofSeconds(seconds);
      return;
    }
    long centis = (micros + 5_000) / 10_000;
    if (centis > 4095) {
      warning(vi, "advert_int: above 40.95 s, which is used");
    } else if (centis * 10_000 != micros) {
      warning(vi, "advert_int must be in steps of 10 ms, " + centis * 10 + " ms is used");
    }
    s.interval = Duration.ofMillis(Math.clamp(centis, 1, 4095) * 10L);
  }

  private void preemption(InstanceDraft vi, Settled s) {
    if (vi.nopreempt && s.priority == VrrpInstance.OWNER_PRIORITY) {
      nopreempt(vi, "priority 255");
    } else if (vi.nopreempt && s.state == InitialState.MASTER) {
      nopreempt(vi, "state MASTER");
    }
    if (vi.preemptDelay != null && !vi.preemptDelay.isZero()) {
      String with =
          s.strict
              ? "strict mode"
              : vi.nopreempt ? "nopreempt" : s.state == InitialState.MASTER ? "state MASTER" : "";
      if (!with.isEmpty()) {
        error(vi, "preempt_delay does not go with " + with + ", ignored");
        vi.preemptDelay = Duration.ZERO;
      }
    }
    if (vi.timerExpiredBackup.isPresent() && !vi.nopreempt) {
      error(vi, "timer_expired_backup needs nopreempt, ignored");
      vi.timerExpiredBackup = OptionalInt.empty();
    }
  }

  private void nopreempt(InstanceDraft vi, String with) {
    vi.nopreempt = false;
    out.error(
        Lint.MASTER_NOPREEMPT,
        vi.range,
        "nopreempt does not go with " + with + ", ignored in vrrp_instance " + vi.name);
  }

  // ---- addresses, links, transport

  private List<VipAddress> addresses(InstanceDraft vi, Settled s) {
    if (vi.vips.isEmpty() && !vi.noVip) {
      if (s.version == 3 || s.strict) {
        fatal(vi, "no virtual_ipaddress: at least one is required");
      } else {
        warning(vi, "no virtual_ipaddress: at least one is sensible");
      }
    }
    if (vi.vips.isEmpty() && vi.noVip && s.strict) {
      fatal(vi, "no_virtual_ipaddress is not allowed in strict mode");
    }
    if (s.strict
        && !vi.vips.isEmpty()
        && vi.vips.getFirst().address() instanceof Inet6Address first
        && !first.isLinkLocalAddress()) {
      error(vi, "strict_mode: the first IPv6 address must be link-local");
    }
    if (vi.vips.size() <= MAX_ADVERTISED) {
      return List.of();
    }
    error(vi, "more than 255 addresses cannot be advertised, the others are only held");
    List<VipAddress> overflow = List.copyOf(vi.vips.subList(MAX_ADVERTISED, vi.vips.size()));
    vi.vips.subList(MAX_ADVERTISED, vi.vips.size()).clear();
    return overflow;
  }

  private Optional<VirtualLink> link(InstanceDraft vi, Settled s) {
    if (vi.vmacXmitBase && !vi.vmac) {
      error(vi, "vmac_xmit_base needs use_vmac, ignored");
    }
    if (vi.ipvlan != null) {
      if (s.family == AddressFamily.INET && vi.ipvlan.address().isEmpty()) {
        error(vi, "use_ipvlan with IPv4 needs an address, the instance stays in FAULT");
        s.configFault = "use_ipvlan has no address";
      }
      return Optional.of(vi.ipvlan);
    }
    if (!vi.vmac) {
      return Optional.empty();
    }
    if (vi.interfaceName == null) {
      error(vi, "use_vmac needs an interface, ignored");
      return Optional.empty();
    }
    boolean base = vi.vmacXmitBase || !vi.peers.isEmpty();
    return Optional.of(
        new VirtualLink.Vmac(vi.linkName, mac(vi), vi.linkGroup, base, vi.notifyNetlink));
  }

  private static Optional<Octets> mac(InstanceDraft vi) {
    if (!vi.macShort || vi.mac.isEmpty()) {
      return vi.mac;
    }
    byte[] octets = vi.mac.get().toByteArray();
    octets[5] = (byte) (vi.vrid == null ? 0 : vi.vrid);
    return Optional.of(Octets.of(octets));
  }

  private void unicast(InstanceDraft vi, Settled s) {
    if (vi.unicastTtl.isPresent() && vi.peers.isEmpty()) {
      out.error(
          vi.unicastTtlRange == null ? vi.range : vi.unicastTtlRange,
          "unicast_ttl needs unicast_peer, ignored in vrrp_instance " + vi.name);
      vi.unicastTtl = OptionalInt.empty();
    }
    if (vi.peers.isEmpty()) {
      if (vi.unicastKeyword && vi.unicastFaultNoPeer) {
        s.configFault = "unicast_fault_no_peer and no unicast_peer";
      } else if (vi.unicastKeyword) {
        out.warning(
            ErrorClass.DEPRECATED,
            vi.range,
            "unicast is asked for without a unicast_peer, multicast is used in vrrp_instance "
                + vi.name);
      }
      return;
    }
    if (s.strict) {
      fatal(vi, "strict_mode: unicast is not allowed");
    }
    if (vi.source == null && vi.interfaceName == null) {
      fatal(vi, "unicast needs unicast_src_ip or interface");
    }
    if (vi.source instanceof Inet6Address v6
        && v6.isLinkLocalAddress()
        && vi.interfaceName == null) {
      fatal(vi, "a link-local unicast_src_ip needs interface");
    }
  }

  private boolean minimum(InstanceDraft vi, Settled s) {
    boolean good = true;
    if (vi.vrid == null) {
      fatal(vi, "virtual_router_id is missing");
      good = false;
    }
    if (vi.interfaceName == null && vi.peers.isEmpty() && s.configFault == null) {
      fatal(vi, "interface is missing");
      good = false;
    }
    return good;
  }

  private VrrpTransport transport(InstanceDraft vi, Settled s) {
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

  // ---- what comes from globals

  private VrrpBehaviour behaviour(InstanceDraft vi, Settled s) {
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

  private static boolean orElse(@Nullable Boolean own, boolean otherwise) {
    return own == null ? otherwise : own;
  }

  private GarpSettings garp(InstanceDraft vi, Settled s) {
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

  private VrrpNotifications notifications(InstanceDraft vi, Optional<SyncGroupDraft> group) {
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

  /** What has been settled so far. */
  private static final class Settled {
    final boolean strict;
    final AddressFamily family;
    int version;
    int priority = 100;
    InitialState state = InitialState.BACKUP;
    @Nullable InitialState strictState;
    Duration interval = Duration.ofSeconds(1);
    @Nullable String configFault;

    Settled(InstanceDraft vi, GlobalDraft global) {
      strict = orElse(vi.strict, global.vrrpDefaults.strict);
      family = vi.family == null ? AddressFamily.INET : vi.family;
      int otherwise = family == AddressFamily.INET6 ? 3 : global.vrrpDefaults.version;
      version = vi.version == null ? otherwise : vi.version;
    }
  }
}
