package org.lvsdirector.parser.decode;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.AuthHmac;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstance.InitialState;
import org.lvsdirector.parser.source.ErrorClass;

/** Settles one instance, in the order keepalived does (keepalived reference, VRRP 1 and 19). */
final class InstanceResolver {
  private final Decoding out;
  private final GlobalDraft global;
  private final InstanceDefaults defaults;

  InstanceResolver(Decoding out, GlobalDraft global) {
    this.out = out;
    this.global = global;
    this.defaults = new InstanceDefaults(global);
  }

  /** The instance, or empty if it cannot exist at all; reported either way. */
  Optional<VrrpInstance> resolve(InstanceDraft vi, Optional<SyncGroupDraft> group) {
    var settled = new SettledInstance(vi, global);
    var signs = new InstanceAuthentication(out, vi, settled);
    strict(vi, settled);
    priority(vi, settled);
    Optional<Authentication> authentication = signs.authentication();
    interval(vi, settled);
    Optional<AuthHmac> hmac = signs.hmac();
    preemption(vi, settled);
    String device = vi.interfaceName == null ? "" : vi.interfaceName;
    int room = AdvertRoom.addresses(out.environment().mtu(device), settled, authentication, hmac);
    List<VipAddress> overflow = addresses(vi, settled, room);
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
            .behaviour(defaults.behaviour(vi, settled))
            .transport(defaults.transport(vi, settled));
    return Optional.of(
        builder
            .virtualAddresses(defaults.vips(vi.vips))
            .excludedAddresses(defaults.vips(concat(vi.excluded, overflow)))
            .noVirtualAddress(vi.noVip)
            .routes(vi.routes)
            .rules(vi.rules)
            .garp(defaults.garp(vi, settled))
            .tracking(vi.tracking.finished())
            .notifications(defaults.notifications(vi, group))
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

  private void strict(InstanceDraft vi, SettledInstance s) {
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

  private void priority(InstanceDraft vi, SettledInstance s) {
    if (vi.priority != null) {
      s.priority = vi.priority;
    } else {
      s.priority = vi.state == InitialState.MASTER ? VrrpInstance.OWNER_PRIORITY : 100;
    }
    InitialState written = s.strictState == null ? vi.state : s.strictState;
    InitialState byPriority =
        s.priority == VrrpInstance.OWNER_PRIORITY ? InitialState.MASTER : InitialState.BACKUP;
    s.state = written == null ? byPriority : written;
    if (Boolean.TRUE.equals(vi.ownerIgnoreAdverts) && s.priority != VrrpInstance.OWNER_PRIORITY) {
      warning(vi, "owner_ignore_adverts has no effect, as the priority is not 255");
    }
  }

  // ---- timers, preemption

  private void interval(InstanceDraft vi, SettledInstance s) {
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

  private void preemption(InstanceDraft vi, SettledInstance s) {
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

  private List<VipAddress> addresses(InstanceDraft vi, SettledInstance s, int room) {
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
    if (vi.vips.size() <= room) {
      return List.of();
    }
    error(
        vi,
        vi.vips.size()
            + " addresses, an advert has room for "
            + room
            + "; the others are only held, as virtual_ipaddress_excluded are");
    List<VipAddress> overflow = List.copyOf(vi.vips.subList(room, vi.vips.size()));
    vi.vips.subList(room, vi.vips.size()).clear();
    return overflow;
  }

  private Optional<VirtualLink> link(InstanceDraft vi, SettledInstance s) {
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
    if (base != vi.vmacXmitBase) {
      warning(vi, "use_vmac with unicast needs vmac_xmit_base, which is set");
    }
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

  private void unicast(InstanceDraft vi, SettledInstance s) {
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

  private boolean minimum(InstanceDraft vi, SettledInstance s) {
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
}
